// What became of buckets, asked only about reports that have to do with it: most edits change few of many.

import type { Comparison } from 'siggen-wasm'
import type { Siggen } from './siggen'

/** The same as the package's own `compare`, which reads and sorts all signatures. */
export function compareSignatures(
  { compare }: Pick<Siggen, 'compare'>,
  before: readonly string[],
  after: readonly string[],
): Comparison {
  // Buckets that a report leaves or comes to; reports that stay in one of them count there.
  const concerned = new Set<string>()
  for (const [index, signature] of before.entries()) {
    const now = after[index] ?? ''
    if (signature !== now) concerned.add(signature).add(now)
  }
  const asked = [...before.keys()].filter(
    (index) => concerned.has(before[index] ?? '') || concerned.has(after[index] ?? ''),
  )
  const pick = (signatures: readonly string[]): string[] => asked.map((index) => signatures[index] ?? '')
  const index = (place: number): number => asked[place] ?? place
  const { changed, buckets, changes } = compare(pick(before), pick(after))
  return {
    reports: before.length,
    changed,
    buckets: buckets.map((bucket) => Object.assign(bucket, { examples: bucket.examples.map(index) })),
    changes: changes.map((change) => Object.assign(change, { report: index(change.report) })),
  }
}
