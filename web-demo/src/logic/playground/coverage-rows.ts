// What the lines of a list do to the open reports, as rows and in words.

import type { Coverage, Finding, LineCoverage, ListName } from 'siggen-wasm'
import { noun } from './phrases'

/** Which lines are shown: all, those that decided about a frame, those that signatures hang on, those that match none. */
export type CoverageFilter = 'all' | 'fired' | 'needed' | 'idle'

export const COVERAGE_FILTERS: readonly { id: CoverageFilter; label: string }[] = [
  { id: 'fired', label: 'Entries that decided' },
  { id: 'needed', label: 'Entries that signatures depend on' },
  { id: 'idle', label: 'Entries that match no open report' },
  { id: 'all', label: 'All lines' },
]

export function isCoverageFilter(id: string): id is CoverageFilter {
  return COVERAGE_FILTERS.some((filter) => filter.id === id)
}

/** The lines of a list, those that decided most often first; those that never did in the order of the list. */
export function coverageRows(coverage: Coverage, list: ListName, filter: CoverageFilter): LineCoverage[] {
  return coverage.lines
    .filter((line) => line.list === list && isShown(line, filter))
    .toSorted((one, other) => other.fired - one.fired || one.line - other.line)
}

function isShown(line: LineCoverage, filter: CoverageFilter): boolean {
  if (filter === 'fired') {
    return line.fired > 0
  }
  if (filter === 'needed') {
    return changedWithout(line) > 0
  }
  return filter === 'all' || line.matched === 0
}

/** What the lines of a list do, all together. */
export function coverageSentence(coverage: Coverage, list: ListName): string {
  const lines = coverage.lines.filter((line) => line.list === list)
  const fired = lines.filter((line) => line.fired > 0).length
  const needed = lines.filter((line) => changedWithout(line) > 0).length
  const all = `${fired.toLocaleString('en')} of ${noun(lines.length, 'line', 'lines')}`
  const reports = noun(coverage.crashes, 'open report', 'open reports')
  const hang =
    needed === 0 ? 'No signature depends on one of them.' : `Signatures depend on ${needed.toLocaleString('en')}.`
  return `${all} decided about frames of the ${reports}. ${fired === 0 ? '' : hang}`.trim()
}

/** How many reports would have another signature without a line. */
export function changedWithout(line: LineCoverage): number {
  return line.changed ?? 0
}

/** What would change without the entry, in a few words. */
export function withoutPhrase(line: LineCoverage): string {
  if (changedWithout(line) > 0) {
    return `without it, ${noun(changedWithout(line), 'report gets', 'reports get')} a different signature`
  }
  if (line.matched === 0) {
    return 'matches none of their frames'
  }
  if (line.only_match === 0) {
    return 'other entries decide the same'
  }
  return 'without it, nothing changes'
}

/** A line of a list as a key: its number alone may be that of another line by now. */
const key = (list: ListName, line: number, text: string) => `${list} ${line} ${text}`

/** How many open reports a finding concerns: those with a frame that its line matches. */
export function concernedReports(coverage: Coverage | undefined): (finding: Finding) => number | undefined {
  const matched = new Map(coverage?.lines.map(({ list, line, text, matched }) => [key(list, line, text), matched]))
  return ({ list, line, pattern }) => matched.get(key(list, line, pattern))
}

export function concernedPhrase(count: number, reports: number): string {
  if (count === 0) {
    return reports === 1 ? 'Not in the open report.' : `In none of ${noun(reports, 'open report', 'open reports')}.`
  }
  return reports === 1
    ? 'In the open report.'
    : `In ${count.toLocaleString('en')} of ${noun(reports, 'open report', 'open reports')}.`
}
