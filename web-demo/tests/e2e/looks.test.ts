import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { checked, goTo, overflow, visit, type Visit } from './harness'

const EXAMPLE = 'content-process-windows.json'

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

interface Place {
  name: string
  fragment: string
  isThere: (page: Page) => Promise<unknown>
}

/** Every page, in an order that has the reports open that are shown. */
const PLACES: Place[] = [
  { name: 'start', fragment: '', isThere: (page) => page.getByRole('heading', { level: 1 }).waitFor() },
  {
    name: 'report',
    fragment: `#/report?example=${EXAMPLE}`,
    isThere: (page) => page.getByRole('tabpanel').getByRole('heading').first().waitFor(),
  },
  { name: 'report-threads', fragment: '#/report/1/threads', isThere: (page) => page.getByRole('row').nth(3).waitFor() },
  { name: 'report-why', fragment: '#/report/1/why', isThere: (page) => page.getByText('Proto signature').waitFor() },
  { name: 'report-modules', fragment: '#/report/1/modules', isThere: (page) => page.getByRole('row').nth(3).waitFor() },
  {
    name: 'reports',
    fragment: '#/reports?example=many.ndjson',
    isThere: (page) => page.getByRole('treegrid').getByRole('row').nth(3).waitFor(),
  },
  { name: 'compare', fragment: '#/compare/1/2', isThere: (page) => page.getByRole('row').nth(3).waitFor() },
  { name: 'lists', fragment: '#/lists', isThere: (page) => page.locator('.cm-content').waitFor() },
]

test.each([
  ['dark', { colorScheme: 'dark' as const }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
])('every page is accessible and fits: %s', { timeout: 60_000 }, async (name, options) => {
  seen = await visit('', options)
  for (const place of PLACES) {
    await goTo(seen.page, place.fragment)
    await place.isThere(seen.page)
    await checked(seen.page, `${place.name}-${name}`)
    expect(await overflow(seen.page), place.name).toBeLessThanOrEqual(0)
  }
})

test('the start page and its help', async () => {
  seen = await visit()
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
  await checked(seen.page, 'start')
  await seen.page.keyboard.press('?')
  await seen.page.getByRole('dialog').waitFor()
  await checked(seen.page, 'help')
})

test.each(PLACES.filter(({ name }) => name !== 'compare'))('nothing moves while it is loaded: $name', async (place) => {
  seen = await visit('#/nothing')
  await seen.page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('value' in entry && typeof entry.value === 'number') {
          shifts.push(entry.value)
        }
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
  // Only a report of an example is there when the page is loaded.
  await goTo(seen.page, place.fragment.replace(/^(#.report).1(.*)$/, `$1/-$2?example=${EXAMPLE}`))
  await seen.page.reload()
  await place.isThere(seen.page)
  await seen.page.waitForLoadState('networkidle')
  const shifts = await seen.page.evaluate(() =>
    'shifts' in window && Array.isArray(window.shifts) ? window.shifts.map(Number) : [NaN],
  )
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.1)
})
