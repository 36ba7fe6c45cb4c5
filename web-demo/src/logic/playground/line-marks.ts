// Which lines of an edited list differ from the built-in text: what the editor's gutter shows.

import { sequenceDiff } from './sequence-diff'

export interface LineMark {
  /** Number of the line in the edited text, from 1. */
  line: number
  /** `removed`: the line itself is as it was, and lines are missing before it (or behind it, if it is the last). */
  kind: 'added' | 'changed' | 'removed'
  /** The lines that were in its place, or that are missing beside it. */
  was: string[]
}

export interface LineChanges {
  marks: LineMark[]
  added: number
  changed: number
  removed: number
}

/** The lines of a text, without their ends. An end of line at the end of the text begins no further line. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') {
    lines.pop()
  }
  return lines
}

export function lineChanges(builtIn: string, edited: string): LineChanges {
  const changes: LineChanges = { marks: [], added: 0, changed: 0, removed: 0 }
  if (builtIn === edited) {
    return changes
  }
  const before = linesOf(builtIn)
  const after = linesOf(edited)
  let was: string[] = []
  let came: number[] = []

  // A run of removed and added lines: as many as go in pairs are changed lines, the rest is added or removed.
  const close = (next: number) => {
    const pairs = Math.min(was.length, came.length)
    came.forEach((line, index) => {
      const old = was[index]
      changes.marks.push(old === undefined ? { line, kind: 'added', was: [] } : { line, kind: 'changed', was: [old] })
    })
    const missing = was.slice(pairs)
    const last = changes.marks.at(-1)
    if (missing.length > 0 && pairs > 0 && last) {
      last.was.push(...missing)
    } else if (missing.length > 0) {
      changes.marks.push({ line: Math.max(1, Math.min(next, after.length)), kind: 'removed', was: missing })
    }
    changes.changed += pairs
    changes.added += came.length - pairs
    changes.removed += missing.length
    was = []
    came = []
  }

  for (const step of sequenceDiff(before, after)) {
    if (step.kind === 'removed') {
      was.push(before[step.before] ?? '')
    } else if (step.kind === 'added') {
      came.push(step.after + 1)
    } else if (was.length > 0 || came.length > 0) {
      close(step.after + 1)
    }
  }
  close(after.length)
  return changes
}

/** How many lines differ. */
export function changedLines(changes: LineChanges): number {
  return changes.added + changes.changed + changes.removed
}

/** The numbers of the lines that are new or other than they were. */
export function editedLines(changes: LineChanges): Set<number> {
  return new Set(changes.marks.filter((mark) => mark.kind !== 'removed').map((mark) => mark.line))
}

/** How many entries a list has: lines that are neither empty nor a comment. */
export function entryCount(text: string): number {
  return linesOf(text).filter((line) => {
    const entry = line.trim()
    return entry !== '' && !entry.startsWith('#')
  }).length
}
