// Where keys lead in the list of all reports, after the WAI-ARIA pattern of a treegrid.

import { groupIndex, type Row } from './report-rows'

export type Move =
  | { kind: 'to'; index: number }
  | { kind: 'fold'; signature: string }
  | { kind: 'unfold'; signature: string }
  | { kind: 'open'; id: number }
  | { kind: 'choose'; id: number }

/** How many rows a page of the keyboard has. */
const PAGE = 10

/** What a key does on the row at an index; undefined: nothing. */
export function moveFor(key: string, rows: readonly Row[], index: number): Move | undefined {
  const row = rows[index]
  if (!row) {
    return rows.length > 0 && (key === 'j' || key === 'ArrowDown') ? { kind: 'to', index: 0 } : undefined
  }
  const to = (wanted: number): Move => ({ kind: 'to', index: Math.max(0, Math.min(wanted, rows.length - 1)) })
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return to(index + 1)
    case 'k':
    case 'ArrowUp':
      return to(index - 1)
    case 'PageDown':
      return to(index + PAGE)
    case 'PageUp':
      return to(index - PAGE)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'ArrowRight':
      if (row.kind === 'report') {
        return undefined
      }
      return row.isOpen ? to(index + 1) : { kind: 'unfold', signature: row.signature }
    case 'ArrowLeft':
      if (row.kind === 'report') {
        return to(groupIndex(rows, row.signature))
      }
      return row.isOpen ? { kind: 'fold', signature: row.signature } : undefined
    case 'Enter':
      if (row.kind === 'report') {
        return { kind: 'open', id: row.report.id }
      }
      return { kind: row.isOpen ? 'fold' : 'unfold', signature: row.signature }
    case ' ':
    case 'x':
      if (row.kind === 'report') {
        return { kind: 'choose', id: row.report.id }
      }
      return { kind: row.isOpen ? 'fold' : 'unfold', signature: row.signature }
    default:
      return undefined
  }
}
