// Many reports by their signatures.

import type { ReportSummary } from '../model'

export interface SignatureGroup {
  signature: string
  reports: ReportSummary[]
  /** How many reports there are. */
  count: number
  /** The date of the newest report. */
  newest?: string
}

export type SortKey = 'count' | 'signature' | 'newest' | 'name'

export interface GroupOptions {
  /** Reports that have this in their signature, product, version, operating system, crash id or name, in any case. */
  filter?: string
  sort?: { by: SortKey; isDescending: boolean }
}

/** Groups of the reports that the filter lets through. Reports in a group are sorted as the groups are. */
export function groupBySignature(reports: readonly ReportSummary[], options: GroupOptions = {}): SignatureGroup[] {
  const { sort = { by: 'count', isDescending: true } } = options
  const wanted = (options.filter ?? '').trim().toLowerCase()
  const groups = new Map<string, SignatureGroup>()
  for (const report of reports) {
    if (wanted !== '' && !isMatch(report, wanted)) {
      continue
    }
    const group = groups.get(report.signature)
    if (group === undefined) {
      groups.set(report.signature, { signature: report.signature, reports: [report], count: 1, newest: report.date })
      continue
    }
    group.reports.push(report)
    group.count += 1
    if (report.date !== undefined && report.date > (group.newest ?? '')) {
      group.newest = report.date
    }
  }
  const made = [...groups.values()]
  const sign = sort.isDescending ? -1 : 1
  if (sort.by === 'newest') {
    for (const { reports } of made) {
      reports.sort((one, other) => sign * newer(one, other))
    }
  }
  if (sort.by === 'name') {
    for (const { reports } of made) {
      reports.sort((one, other) => sign * byName(one, other))
    }
  }
  return made.sort((one, other) => sign * compareGroups(one, other, sort.by) || compare(one.signature, other.signature))
}

function isMatch(report: ReportSummary, wanted: string): boolean {
  const has = (text: string | undefined) => text !== undefined && text.toLowerCase().includes(wanted)
  return (
    has(report.signature) ||
    has(report.product) ||
    has(report.version) ||
    has(report.os) ||
    has(report.crashId) ||
    has(report.name)
  )
}

function compareGroups(one: SignatureGroup, other: SignatureGroup, by: SortKey): number {
  switch (by) {
    case 'count':
      return one.count - other.count
    case 'signature':
      return compare(one.signature, other.signature)
    case 'newest':
      return compare(one.newest ?? '', other.newest ?? '')
    case 'name':
      return compare(one.reports[0]?.name ?? '', other.reports[0]?.name ?? '')
  }
}

function newer(one: ReportSummary, other: ReportSummary): number {
  return compare(one.date ?? '', other.date ?? '')
}

function byName(one: ReportSummary, other: ReportSummary): number {
  return compare(one.name, other.name)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
