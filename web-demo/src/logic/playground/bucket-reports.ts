// Which reports are behind the changes of buckets.

import type { BucketChange, Comparison } from 'siggen-wasm'

export interface ChangedReport {
  id: number
  before: string
  after: string
}

export interface BucketReports {
  change: BucketChange
  reports: ChangedReport[]
}

export type ComparisonWithIds = Comparison & { ids: number[] }

/** The changes of buckets, each with all reports that moved in it. */
export function bucketReports(comparison: ComparisonWithIds): BucketReports[] {
  const groups = comparison.buckets.map((change): BucketReports => ({ change, reports: [] }))
  // A bucket is in one group only, since buckets that exchange reports are one group.
  const byBefore = new Map<string, BucketReports>()
  const byAfter = new Map<string, BucketReports>()
  for (const group of groups) {
    for (const bucket of group.change.before) byBefore.set(bucket.signature, group)
    for (const bucket of group.change.after) byAfter.set(bucket.signature, group)
  }
  for (const report of changedReports(comparison)) {
    const group = byBefore.get(report.before) ?? byAfter.get(report.after)
    group?.reports.push(report)
  }
  return groups
}

/** The reports whose signature changes, by their ids. */
export function changedReports(comparison: ComparisonWithIds): ChangedReport[] {
  return comparison.changes.flatMap((change) => {
    const id = comparison.ids[change.report]
    return id === undefined ? [] : [{ id, before: change.before, after: change.after }]
  })
}

/** The signature that reports have with the edited lists, for those where it is another one. */
export function signaturesNow(comparison: ComparisonWithIds | undefined): Map<number, string> {
  return new Map(comparison ? changedReports(comparison).map((report) => [report.id, report.after]) : [])
}

/** What a change of buckets is known by while a list is being typed. */
export function bucketKey(change: BucketChange): string {
  return change.before.map((bucket) => bucket.signature).join('\n')
}
