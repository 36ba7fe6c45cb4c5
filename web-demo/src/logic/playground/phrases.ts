// Short phrases of the playground.

import type { BucketCount, BucketDiff, Diff } from 'siggen-wasm'
import { changedLines, type LineChanges } from './line-marks'

export function noun(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

/** What a linter says, as a sentence that others can stand beside. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') {
    return ''
  }
  const end = /[.!?:]$/.test(trimmed) ? '' : '.'
  // A name at the beginning stays as it is; only words get a capital letter.
  const isWord = /^[a-z]+[ ,]/.test(trimmed)
  return `${isWord ? trimmed.charAt(0).toUpperCase() + trimmed.slice(1) : trimmed}${end}`
}

const KINDS: readonly BucketDiff['kind'][] = ['renamed', 'split', 'merged', 'mixed']

/** How many reports change, and what that does to signatures. */
export function changeSentence(diff: Pick<Diff, 'crashes' | 'changed' | 'buckets'>): string {
  const { crashes: reports, changed, buckets } = diff
  if (changed === 0) {
    return reports === 1
      ? 'Nothing changes: the report keeps its signature.'
      : `Nothing changes: all ${noun(reports, 'report', 'reports')} keep their signatures.`
  }
  const kinds = KINDS.flatMap((kind) => {
    const count = buckets.filter((bucket) => bucket.kind === kind).length
    return count > 0 ? [`${count.toLocaleString('en')} ${kind}`] : []
  })
  const tail = kinds.length > 0 ? `: ${kinds.join(', ')}` : ''
  return `${changed.toLocaleString('en')} of ${noun(reports, 'report', 'reports')} ${changed === 1 ? 'gets' : 'get'} a different signature${tail}.`
}

/** What became of a bucket, in a word or two; empty where nothing did. */
export function fateWord({ fate, crashes, other_side: other }: BucketCount, side: 'before' | 'after'): string {
  if (fate === 'new' || fate === 'gone') {
    return fate
  }
  const [before, after] = side === 'before' ? [crashes, other] : [other, crashes]
  const more = (after - before).toLocaleString('en', { signDisplay: 'exceptZero' }).replace('-', '\u2212')
  return fate === 'level' ? '' : more
}

/** How long a comparison took. */
export function timeTaken(outcome: { milliseconds: number; diff?: Pick<Diff, 'crashes'> }): string {
  const { milliseconds, diff } = outcome
  const time = milliseconds < 1 ? 'under 1 ms' : `${Math.round(milliseconds).toLocaleString('en')} ms`
  return diff ? `${noun(diff.crashes, 'report', 'reports')} in ${time}` : time
}

/** What is different in a list. */
export function changesPhrase(changes: LineChanges): string {
  if (changedLines(changes) === 0) {
    return 'as built in'
  }
  const parts: string[] = []
  if (changes.added > 0) {
    parts.push(`${changes.added} added`)
  }
  if (changes.changed > 0) {
    parts.push(`${changes.changed} changed`)
  }
  if (changes.removed > 0) {
    parts.push(`${changes.removed} removed`)
  }
  return `${parts.join(', ')} against the built-in list`
}
