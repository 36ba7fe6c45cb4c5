import { describe, expect, it } from 'vitest'
import { bucketReports, type ComparisonWithIds, signaturesNow } from './bucket-reports'

// Four reports with the ids 10, 11, 12 and 13. `f` is split into `f | g` and `f | h`, one `f` stays; `k` is renamed.
const COMPARISON: ComparisonWithIds = {
  reports: 4,
  changed: 3,
  ids: [10, 11, 12, 13],
  buckets: [
    {
      kind: 'split',
      before: [{ signature: 'f', reports: 3 }],
      after: [
        { signature: 'f', reports: 1 },
        { signature: 'f | g', reports: 1 },
        { signature: 'f | h', reports: 1 },
      ],
      moved: 2,
      examples: [0],
    },
    {
      kind: 'renamed',
      before: [{ signature: 'k', reports: 1 }],
      after: [{ signature: 'l', reports: 1 }],
      moved: 1,
      examples: [3],
    },
  ],
  changes: [
    { report: 0, before: 'f', after: 'f | g' },
    { report: 2, before: 'f', after: 'f | h' },
    { report: 3, before: 'k', after: 'l' },
  ],
}

describe('bucketReports', () => {
  it('gives each change of buckets all its reports, by id', () => {
    const groups = bucketReports(COMPARISON)
    expect(groups.map((group) => group.reports)).toEqual([
      [
        { id: 10, before: 'f', after: 'f | g' },
        { id: 12, before: 'f', after: 'f | h' },
      ],
      [{ id: 13, before: 'k', after: 'l' }],
    ])
    expect(groups[1]?.change.kind).toBe('renamed')
  })

  it('leaves out a report whose id is not known', () => {
    const groups = bucketReports({ ...COMPARISON, ids: [10] })
    expect(groups.map((group) => group.reports.length)).toEqual([1, 0])
  })
})

describe('signaturesNow', () => {
  it('names the new signature of changed reports only', () => {
    expect([...signaturesNow(COMPARISON)]).toEqual([
      [10, 'f | g'],
      [12, 'f | h'],
      [13, 'l'],
    ])
    expect(signaturesNow(undefined).size).toBe(0)
  })
})
