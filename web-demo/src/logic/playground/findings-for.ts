// Which findings are shown beside a list.

import type { Finding, ListName, ListPlace } from 'siggen-wasm'

const GRAVITY = { error: 0, warning: 1, hint: 2 } as const

/** Numbers of the lines that were edited, by list. */
export type EditedLines = ReadonlyMap<ListName, ReadonlySet<number>>

export interface ShownFinding {
  finding: Finding
  /** Whether it is about a line that was edited, or a line that was edited is behind it. */
  isEdited: boolean
}

/** Those of the list, and errors of any other, which keep all of them from working. Errors come first, then what is
 * about edited lines, then the gravest. */
export function findingsFor(
  findings: readonly Finding[],
  list: ListName,
  edited: EditedLines = new Map(),
): ShownFinding[] {
  const rank = ({ finding, isEdited }: ShownFinding) => [
    finding.severity === 'error' ? 0 : 1,
    finding.list === list ? 0 : 1,
    isEdited ? 0 : 1,
    GRAVITY[finding.severity],
    finding.line,
  ]
  return findings
    .filter((finding) => finding.list === list || finding.severity === 'error')
    .map((finding) => ({ finding, isEdited: isIn(edited, finding) || isIn(edited, finding.related) }))
    .toSorted((one, other) => byRank(rank(one), rank(other)))
}

function isIn(edited: EditedLines, place: ListPlace | undefined): boolean {
  return place !== undefined && (edited.get(place.list)?.has(place.line) ?? false)
}

function byRank(one: number[], other: number[]): number {
  for (const [index, rank] of one.entries()) {
    const difference = rank - (other[index] ?? 0)
    if (difference !== 0) {
      return difference
    }
  }
  return 0
}
