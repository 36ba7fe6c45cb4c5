import { describe, expect, it } from 'vitest'
import type { BucketCount, Migration } from 'siggen-wasm'
import { bucketReports, type DiffWithIds, responsibleLines, signaturesNow } from './bucket-reports'

const bucket = (signature: string, crashes: number, other: number): BucketCount => ({
  signature,
  crashes,
  other_side: other,
  fate: other === 0 ? 'new' : 'shrunk',
})
const way = (before: string, after: string, lines: number[]): Migration => ({
  before,
  after,
  crashes: 1,
  is_whole: false,
  examples: [],
  lines,
})

// Four reports with the ids 10, 11, 12 and 13. `f` is split into `f | g` and `f | h`, one `f` stays; `k` is renamed.
const DIFF: DiffWithIds = {
  before: 'built-in',
  after: 'edited',
  crashes: 4,
  changed: 3,
  signatures_before: 2,
  signatures_after: 4,
  ids: [10, 11, 12, 13],
  lines: [
    { list: 'prefix_signature_re', edit: 'removed', line: 3, text: 'x', crashes: 0 },
    { list: 'prefix_signature_re', edit: 'added', line: 4, text: 'f', crashes: 2 },
    { list: 'irrelevant_signature_re', edit: 'added', line: 1, text: 'k', crashes: 1 },
  ],
  buckets: [
    {
      kind: 'split',
      before: [bucket('f', 3, 1)],
      after: [bucket('f', 1, 3), bucket('f | g', 1, 0), bucket('f | h', 1, 0)],
      moved: 2,
      examples: [0],
      lines: [1],
      migrations: [0, 2],
    },
    {
      kind: 'renamed',
      before: [bucket('k', 1, 0)],
      after: [bucket('l', 1, 0)],
      moved: 1,
      examples: [3],
      lines: [2],
      migrations: [1],
    },
  ],
  migrations: [way('f', 'f | g', [1]), way('k', 'l', [2]), way('f', 'f | h', [1])],
  changes: [
    { report: 0, migration: 0 },
    { report: 2, migration: 2 },
    { report: 3, migration: 1 },
  ],
}

describe('bucketReports', () => {
  it('gives each change of buckets all its reports, by id, and the lines responsible', () => {
    const groups = bucketReports(DIFF)
    expect(groups.map((group) => group.reports)).toEqual([
      [
        { id: 10, before: 'f', after: 'f | g' },
        { id: 12, before: 'f', after: 'f | h' },
      ],
      [{ id: 13, before: 'k', after: 'l' }],
    ])
    expect(groups.map((group) => group.lines.map(({ text }) => text))).toEqual([['f'], ['k']])
    expect(groups[1]?.change.kind).toBe('renamed')
  })

  it('leaves out a report whose id is not known', () => {
    const groups = bucketReports({ ...DIFF, ids: [10] })
    expect(groups.map((group) => group.reports.length)).toEqual([1, 0])
  })
})

describe('signaturesNow', () => {
  it('names the new signature of changed reports only', () => {
    expect([...signaturesNow(DIFF)]).toEqual([
      [10, 'f | g'],
      [12, 'f | h'],
      [13, 'l'],
    ])
    expect(signaturesNow(undefined).size).toBe(0)
  })
})

it('puts the lines first that change most', () => {
  expect(responsibleLines(DIFF).map(({ text, reports }) => [text, reports])).toEqual([
    ['f', 2],
    ['k', 1],
    ['x', 0],
  ])
})
