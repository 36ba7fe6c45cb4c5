import { describe, expect, it } from 'vitest'
import type { BucketDiff } from 'siggen-wasm'
import { changesPhrase, changeSentence, fateWord, noun, sentence, timeTaken } from './phrases'

function bucket(kind: BucketDiff['kind']): BucketDiff {
  return { kind, before: [], after: [], moved: 1, examples: [], lines: [], migrations: [] }
}

describe('changeSentence', () => {
  it('says that nothing changes', () => {
    expect(changeSentence({ crashes: 1, changed: 0, buckets: [] })).toBe(
      'Nothing changes: the report keeps its signature.',
    )
    expect(changeSentence({ crashes: 1200, changed: 0, buckets: [] })).toBe(
      'Nothing changes: all 1,200 reports keep their signatures.',
    )
  })

  it('counts reports and kinds of change', () => {
    const buckets = [bucket('split'), bucket('renamed'), bucket('renamed')]
    expect(changeSentence({ crashes: 30, changed: 3, buckets })).toBe(
      '3 of 30 reports get a different signature: 2 renamed, 1 split.',
    )
  })
})

it('says how long it took', () => {
  const diff = { crashes: 2 }
  expect(timeTaken({ milliseconds: 0.4, diff })).toBe('2 reports in under 1 ms')
  expect(timeTaken({ milliseconds: 1234.5, diff })).toBe('2 reports in 1,235 ms')
  expect(timeTaken({ milliseconds: 12 })).toBe('12 ms')
})

it('says what became of a bucket, seen from either side', () => {
  const word = (fate: 'new' | 'gone' | 'grown' | 'shrunk' | 'level', crashes: number, other: number) =>
    fateWord({ signature: 'f', fate, crashes, other_side: other }, 'after')
  expect([word('new', 3, 0), word('gone', 0, 3), word('level', 3, 3)]).toEqual(['new', 'gone', ''])
  expect([word('grown', 5, 3), word('shrunk', 1, 1500)]).toEqual(['+2', '\u22121,499'])
  expect(fateWord({ signature: 'f', fate: 'shrunk', crashes: 4, other_side: 1 }, 'before')).toBe('\u22123')
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
  expect(sentence('Remove one of the two.')).toBe('Remove one of the two.')
  expect(sentence('`a` takes all that `b` takes')).toBe('`a` takes all that `b` takes.')
  expect(sentence('memcpy_s is taken')).toBe('memcpy_s is taken.')
  expect(sentence(' ')).toBe('')
})
