import { describe, expect, it } from 'vitest'
import type { ReportSummary } from '../model'
import { groupBySignature } from './group'

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
