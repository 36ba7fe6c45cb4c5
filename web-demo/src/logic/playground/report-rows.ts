// The list of all reports as rows: signatures, and below each its reports unless it is folded.

import type { ReportSummary } from '../model'

export interface Group {
  signature: string
  reports: readonly ReportSummary[]
}

export interface GroupRow {
  kind: 'group'
  signature: string
  reports: number
  /** How many of them have another signature with the edited lists. */
  changed: number
  isOpen: boolean
  /** Place among the groups, from 1. */
  place: number
  of: number
}

export interface ReportRow {
  kind: 'report'
  signature: string
  report: ReportSummary
  /** The signature with the edited lists, where that is another one. */
  now?: string
  /** Whether the report holds another signature than the built-in lists make. */
  isStoredDifferent: boolean
  /** Place among the reports of its group, from 1. */
  place: number
  of: number
}

export type Row = GroupRow | ReportRow

export function reportRows(
  groups: readonly Group[],
  folded: ReadonlySet<string>,
  now: ReadonlyMap<number, string>,
): Row[] {
  const rows: Row[] = []
  groups.forEach((group, index) => {
    const { signature, reports } = group
    const isOpen = !folded.has(signature)
    const changed = reports.filter((report) => now.has(report.id)).length
    rows.push({
      kind: 'group',
      signature,
      reports: reports.length,
      changed,
      isOpen,
      place: index + 1,
      of: groups.length,
    })
    if (!isOpen) {
      return
    }
    reports.forEach((report, place) => {
      rows.push({
        kind: 'report',
        signature,
        report,
        now: now.get(report.id),
        isStoredDifferent: report.storedSignature !== undefined && report.storedSignature !== report.signature,
        place: place + 1,
        of: reports.length,
      })
    })
  })
  return rows
}

/** What a row is known by while rows come and go. */
export function rowKey(row: Row): string {
  return row.kind === 'group' ? `group ${row.signature}` : `report ${row.report.id}`
}

/** Index of the row of a signature; -1 where there is none. */
export function groupIndex(rows: readonly Row[], signature: string): number {
  return rows.findIndex((row) => row.kind === 'group' && row.signature === signature)
}

/** The two reports to compare, after one more is chosen or given up: the third choice takes the place of the first. */
export function choose(chosen: readonly number[], id: number): number[] {
  if (chosen.includes(id)) {
    return chosen.filter((other) => other !== id)
  }
  return [...chosen, id].slice(-2)
}

export function countLine(shown: number, all: number, signatures: number): string {
  const number = (value: number) => value.toLocaleString('en-US')
  const reports = shown === all ? number(all) : `${number(shown)} of ${number(all)}`
  return `${reports} ${all === 1 ? 'report' : 'reports'} in ${number(signatures)} ${signatures === 1 ? 'signature' : 'signatures'}`
}
