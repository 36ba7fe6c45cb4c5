// A change of a text as a unified diff.

import { sequenceDiff } from '../playground/sequence-diff'

const CONTEXT = 3

interface Line {
  mark: ' ' | '-' | '+'
  /** With its line end, where it has one. */
  text: string
  /** Number of lines before it, in the text before and after. */
  before: number
  after: number
}

/** The change for `git apply` and `patch -p1`; empty where there is none. */
export function unifiedPatch(before: string, after: string, path: string): string {
  if (before === after) {
    return ''
  }
  const lines = markedLines(linesOf(before), linesOf(after))
  const hunks = hunksOf(lines).map((hunk) => hunkText(hunk))
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`
}

/** Lines with their ends, so that a missing one at the end of the text makes another line. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function markedLines(before: readonly string[], after: readonly string[]): Line[] {
  let at = { before: 0, after: 0 }
  return sequenceDiff(before, after).map((step) => {
    const { before: above, after: below } = at
    if (step.kind === 'removed') {
      at = { before: above + 1, after: below }
      return { mark: '-', text: before[step.before] ?? '', before: above, after: below }
    }
    at = { before: step.kind === 'same' ? above + 1 : above, after: below + 1 }
    return { mark: step.kind === 'same' ? ' ' : '+', text: after[step.after] ?? '', before: above, after: below }
  })
}

/** Changes with the lines around them; those whose surroundings touch go together. */
function hunksOf(lines: readonly Line[]): Line[][] {
  const hunks: Line[][] = []
  let end = -1
  lines.forEach(({ mark }, index) => {
    if (mark === ' ') {
      return
    }
    const start = Math.max(index - CONTEXT, end)
    const isApart = end === -1 || index - CONTEXT > end
    if (isApart) {
      hunks.push([])
    }
    const stop = Math.min(index + CONTEXT + 1, lines.length)
    hunks.at(-1)?.push(...lines.slice(Math.max(start, 0), stop))
    end = stop
  })
  return hunks
}

function hunkText(hunk: readonly Line[]): string {
  const [first] = hunk
  const removed = hunk.filter(({ mark }) => mark !== '+').length
  const added = hunk.filter(({ mark }) => mark !== '-').length
  const head = `@@ -${range(first?.before ?? 0, removed)} +${range(first?.after ?? 0, added)} @@\n`
  const body = hunk.map(({ mark, text }) =>
    text.endsWith('\n') ? `${mark}${text}` : `${mark}${text}\n\\ No newline at end of file\n`,
  )
  return head + body.join('')
}

/** Where a hunk starts: at its first line, or behind a line where it has none. */
function range(linesAbove: number, count: number): string {
  const start = count === 0 ? linesAbove : linesAbove + 1
  return count === 1 ? String(start) : `${start},${count}`
}
