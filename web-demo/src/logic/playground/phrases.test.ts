import { describe, expect, it } from 'vitest'
import type { BucketChange } from 'siggen-wasm'
import { changesPhrase, changeSentence, noun, sentence, timeTaken } from './phrases'

function bucket(kind: BucketChange['kind']): BucketChange {
  return { kind, before: [], after: [], moved: 1, examples: [] }
}

describe('changeSentence', () => {
  it('says that nothing changes', () => {
    expect(changeSentence({ reports: 1, changed: 0, buckets: [], changes: [] })).toBe(
      'Nothing changes: the report keeps its signature.',
    )
    expect(changeSentence({ reports: 1200, changed: 0, buckets: [], changes: [] })).toBe(
      'Nothing changes: all 1,200 reports keep their signatures.',
    )
  })

  it('counts reports and kinds of change', () => {
    const buckets = [bucket('split'), bucket('renamed'), bucket('renamed')]
    expect(changeSentence({ reports: 30, changed: 3, buckets, changes: [] })).toBe(
      '3 of 30 reports get another signature: 2 renamed, 1 split.',
    )
  })
})

it('says how long it took', () => {
  const comparison = { reports: 2, changed: 0, buckets: [], changes: [] }
  expect(timeTaken({ milliseconds: 0.4, comparison })).toBe('2 reports in under 1 ms')
  expect(timeTaken({ milliseconds: 1234.5, comparison })).toBe('2 reports in 1,235 ms')
  expect(timeTaken({ milliseconds: 12 })).toBe('12 ms')
})

it('says what is different in a list', () => {
  expect(changesPhrase({ marks: [], added: 0, changed: 0, removed: 0 })).toBe('as built in')
  expect(changesPhrase({ marks: [], added: 2, changed: 0, removed: 1 })).toBe(
    '2 added, 1 removed against the built-in list',
  )
})

it('picks the singular for one', () => {
  expect([noun(0, 'report', 'reports'), noun(1, 'report', 'reports')]).toEqual(['0 reports', '1 report'])
})

it('makes sentences of what a linter says', () => {
  expect(sentence('missing ), unterminated subpattern')).toBe('Missing ), unterminated subpattern.')
  expect(sentence('Take one of the two out.')).toBe('Take one of the two out.')
  expect(sentence('`a` takes all that `b` takes')).toBe('`a` takes all that `b` takes.')
  expect(sentence('memcpy_s is taken')).toBe('memcpy_s is taken.')
  expect(sentence(' ')).toBe('')
})
