// Which reports are behind the changes of buckets, and which lines.

import type { BucketDiff, Diff, EditedLine, ListName } from 'siggen-wasm'

export interface ChangedReport {
  id: number
  before: string
  after: string
}

export interface BucketReports {
  change: BucketDiff
  reports: ChangedReport[]
  /** The lines responsible. */
  lines: EditedLine[]
}

export type DiffWithIds = Diff & { ids: number[] }

/** The changes of buckets, each with all reports that moved in it. */
export function bucketReports(diff: DiffWithIds): BucketReports[] {
  const groups = diff.buckets.map((change): BucketReports => {
    return { change, reports: [], lines: change.lines.flatMap((index) => diff.lines[index] ?? []) }
  })
  const byMigration = new Map(groups.flatMap((group) => group.change.migrations.map((index) => [index, group])))
  for (const { report, migration } of diff.changes) {
    const id = diff.ids[report]
    const way = diff.migrations[migration]
    if (id !== undefined && way !== undefined) {
      byMigration.get(migration)?.reports.push({ id, before: way.before, after: way.after })
    }
  }
  return groups
}

/** The signature that reports have with the edited lists, for those where it is another one. */
export function signaturesNow(diff: DiffWithIds | undefined): Map<number, string> {
  const now = new Map<number, string>()
  for (const { report, migration } of diff?.changes ?? []) {
    const id = diff?.ids[report]
    const way = diff?.migrations[migration]
    if (id !== undefined && way !== undefined) {
      now.set(id, way.after)
    }
  }
  return now
}

/** What a change of buckets is known by while a list is being typed. */
export function bucketKey(change: BucketDiff): string {
  return change.before.map((bucket) => bucket.signature).join('\n')
}

export interface ResponsibleLine {
  list: ListName
  line: number
  text: string
  edit: EditedLine['edit']
  /** How many reports it changes. */
  reports: number
}

/** All edited lines, those that change most reports first. */
export function responsibleLines(diff: Diff): ResponsibleLine[] {
  return diff.lines
    .map(({ list, line, text, edit, crashes }) => ({ list, line, text, edit, reports: crashes }))
    .toSorted((one, other) => other.reports - one.reports)
}
