import { describe, expect, test } from 'vitest'
import { follow, formatRoute, parseRoute, type Route } from './route'

describe('parseRoute', () => {
  test('nothing is the start page', () => {
    for (const hash of ['', '#', '#/', '#/start']) {
      expect(parseRoute(hash)).toEqual({ page: 'start' })
    }
  })

  test('a report with tab, thread and filter', () => {
    expect(parseRoute('#/report/3/threads?thread=12&filter=mozilla%3A%3Adom')).toEqual({
      page: 'report',
      report: 3,
      tab: 'threads',
      thread: 12,
      filter: 'mozilla::dom',
    })
  })

  test('two reports', () => {
    expect(parseRoute('#/compare/1/2')).toEqual({ page: 'compare', report: 1, other: 2 })
    expect(parseRoute('#/compare/-/2')).toEqual({ page: 'compare', other: 2 })
  })

  test('an example or lists alone lead to their page', () => {
    expect(parseRoute('#example=oom')).toEqual({ page: 'report', example: 'oom' })
    expect(parseRoute('#/report/-/why?example=oom')).toEqual({ page: 'report', tab: 'why', example: 'oom' })
    expect(parseRoute('#lists=abc-_')).toEqual({ page: 'lists', lists: 'abc-_' })
    expect(parseRoute('#/?lists=abc')).toEqual({ page: 'lists', lists: 'abc' })
  })

  test('what is unknown is left out', () => {
    expect(parseRoute('#/nowhere/1')).toEqual({ page: 'start' })
    expect(parseRoute('#/report/x/y?thread=-1&color=red')).toEqual({ page: 'report' })
    expect(parseRoute('#/report/1e3/threads?thread=1.5')).toEqual({ page: 'report', tab: 'threads' })
    expect(parseRoute('#/report/%/threads')).toEqual({ page: 'report', tab: 'threads' })
    expect(parseRoute('#/__proto__/constructor')).toEqual({ page: 'start' })
    expect(parseRoute('#/lists/4?thread=4')).toEqual({ page: 'lists' })
  })
})

describe('formatRoute', () => {
  test('the start page has no fragment', () => expect(formatRoute({ page: 'start' })).toBe(''))

  test('reads as it is meant', () => {
    expect(formatRoute({ page: 'report', report: 3, tab: 'why' })).toBe('#/report/3/why')
    expect(formatRoute({ page: 'compare', report: 1, other: 2 })).toBe('#/compare/1/2')
    expect(formatRoute({ page: 'reports', filter: 'a b&c' })).toBe('#/reports?filter=a+b%26c')
  })

  test('and is read back', () => {
    const routes: Route[] = [
      { page: 'start' },
      { page: 'start', filter: 'x' },
      { page: 'report' },
      { page: 'report', example: 'oom-windows', tab: 'raw' },
      { page: 'report', report: 0, tab: 'threads', thread: 0, filter: '?#/%&=+ä\u0000' },
      { page: 'reports', filter: '100%' },
      { page: 'compare', other: 7 },
      { page: 'lists', lists: 'AbC-_09' },
    ]
    for (const route of routes) {
      expect(parseRoute(formatRoute(route))).toEqual(route)
    }
  })
})

describe('follow', () => {
  const from: Route = { page: 'report', report: 1, tab: 'threads', thread: 4, filter: 'a', example: 'oom' }

  test('what is not named stays on the same page', () => {
    expect(follow(from, { tab: 'why' })).toEqual({ ...from, tab: 'why' })
  })

  test('another page starts anew', () => {
    expect(follow(from, { page: 'lists' })).toEqual({ page: 'lists' })
  })

  test('another report keeps the tab only', () => {
    expect(follow(from, { page: 'report', report: 2 })).toEqual({ page: 'report', report: 2, tab: 'threads' })
  })
})
