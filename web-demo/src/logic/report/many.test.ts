import { describe, expect, it } from 'vitest'
import type { FrameRow, ReportSummary } from '../model'
import { compareDetails, compareThreads } from './compare'
import { groupBySignature } from './group'
import { readReport } from './read'

function summary(id: number, signature: string, more: Partial<ReportSummary> = {}): ReportSummary {
  return { id, name: `r${id}.json`, shape: 'processed', signature, bytes: 1, ...more }
}

describe('groups', () => {
  const reports = [
    summary(1, 'b', { product: 'Firefox', date: '2026-07-03' }),
    summary(2, 'a', { product: 'Fenix', date: '2026-07-09', crashId: 'ABC' }),
    summary(3, 'b', { os: 'Linux', date: '2026-07-05' }),
  ]
  const ids = (options: Parameters<typeof groupBySignature>[1]) =>
    groupBySignature(reports, options).map((group) => [group.signature, group.reports.map(({ id }) => id)])

  it('are sorted in both directions', () => {
    expect(ids({})).toEqual([
      ['b', [1, 3]],
      ['a', [2]],
    ])
    expect(ids({ sort: { by: 'count', isDescending: false } })).toEqual([
      ['a', [2]],
      ['b', [1, 3]],
    ])
    expect(ids({ sort: { by: 'newest', isDescending: true } })).toEqual([
      ['a', [2]],
      ['b', [3, 1]],
    ])
    expect(ids({ sort: { by: 'signature', isDescending: true } })).toEqual([
      ['b', [1, 3]],
      ['a', [2]],
    ])
    expect(ids({ sort: { by: 'name', isDescending: true } })).toEqual([
      ['b', [3, 1]],
      ['a', [2]],
    ])
    expect(groupBySignature(reports)[0]).toMatchObject({ count: 2, newest: '2026-07-05' })
  })

  it('are filtered by any field in any case', () => {
    expect(ids({ filter: ' FENIX ' })).toEqual([['a', [2]]])
    expect(ids({ filter: 'linux' })).toEqual([['b', [3]]])
    expect(ids({ filter: 'abc' })).toEqual([['a', [2]]])
    expect(ids({ filter: 'R1.json' })).toEqual([['b', [1]]])
    expect(ids({ filter: 'nothing of this' })).toEqual([])
  })

  it('of thousands of reports', () => {
    const many = Array.from({ length: 5000 }, (_, id) => summary(id, `mozilla::dom::Part${id % 700}::Run | main`))
    // Part1, Part10 to Part19 and Part100 to Part199.
    expect(groupBySignature(many, { filter: 'PART1' })).toHaveLength(111)
  })
})

describe('two threads', () => {
  const rows = (...names: string[]): FrameRow[] =>
    names.map((displayed, row) => ({
      row,
      kind: 'frame',
      frame: row,
      displayed,
      isMissingSymbols: false,
      isUnloaded: false,
    }))
  const pairs = (left: FrameRow[], right: FrameRow[]) =>
    compareThreads(left, right).frames.map((frame) => [frame.left?.displayed, frame.right?.displayed, frame.isSame])

  it('stand beside each other where they are the same', () => {
    expect(pairs(rows('a', 'b', 'c', 'd'), rows('x', 'b', 'y', 'c'))).toEqual([
      ['a', 'x', false],
      ['b', 'b', true],
      [undefined, 'y', false],
      ['c', 'c', true],
      ['d', undefined, false],
    ])
    expect(compareThreads(rows('a', 'b'), rows('a', 'c')).firstDifference).toBe(1)
    expect(compareThreads(rows('a'), rows('a')).firstDifference).toBeUndefined()
  })

  it('are the same by their normalized frames', () => {
    const [left] = rows('f(int)')
    const [right] = rows('f(char)')
    const trail = { frame: 0, inlined: false, displayed: '', normalized: 'f', verdict: 'stop', kept: true } as const
    if (left === undefined || right === undefined) throw new Error('rows are missing')
    expect(compareThreads([{ ...left, trail }], [{ ...right, trail }]).firstDifference).toBeUndefined()
    expect(compareThreads([left], [right]).firstDifference).toBe(0)
  })
})

it('details that differ are named', () => {
  const left = readReport({ product: 'Firefox', version: '1', uptime: 60 }, 'processed')
  const right = readReport({ product: 'Firefox', version: '2', os_name: 'Linux', uptime: 60 }, 'processed')
  expect(compareDetails(left, right)).toEqual([
    { label: 'Version', left: '1', right: '2' },
    { label: 'Operating system', right: 'Linux' },
  ])
  const exact = (uptime: number) => readReport({ uptime }, 'processed')
  expect(compareDetails(exact(7500), exact(7501))).toEqual([{ label: 'Uptime', left: '2 h 5 min', right: '2 h 5 min' }])
})
