// Two reports beside each other.

import type { ComparedFrame, ComparedReports, FrameRow, ReportView } from '../model'
import { sequenceDiff } from '../playground/sequence-diff'

/** Frames side by side, with as many beside their like as possible. Those between two pairs stand beside each other. */
export function compareThreads(
  left: readonly FrameRow[],
  right: readonly FrameRow[],
): Pick<ComparedReports, 'frames' | 'firstDifference'> {
  const frames: ComparedFrame[] = []
  let onlyLeft: FrameRow[] = []
  let onlyRight: FrameRow[] = []
  const flush = () => {
    for (let at = 0; at < Math.max(onlyLeft.length, onlyRight.length); at += 1) {
      const frame: ComparedFrame = { isSame: false }
      if (onlyLeft[at] !== undefined) {
        frame.left = onlyLeft[at]
      }
      if (onlyRight[at] !== undefined) {
        frame.right = onlyRight[at]
      }
      frames.push(frame)
    }
    onlyLeft = []
    onlyRight = []
  }
  for (const step of sequenceDiff(left.map(nameOf), right.map(nameOf))) {
    if (step.kind === 'removed') {
      onlyLeft.push(...rowAt(left, step.before))
    } else if (step.kind === 'added') {
      onlyRight.push(...rowAt(right, step.after))
    } else {
      flush()
      frames.push({ left: left[step.before], right: right[step.after], isSame: true })
    }
  }
  flush()
  const first = frames.findIndex((frame) => !frame.isSame)
  return first === -1 ? { frames } : { frames, firstDifference: first }
}

/** What a frame is to a signature; past the frames that count, what it is called. */
function nameOf(row: FrameRow): string {
  return row.trail?.normalized ?? row.displayed
}

function rowAt(rows: readonly FrameRow[], index: number): FrameRow[] {
  const row = rows[index]
  return row === undefined ? [] : [row]
}

/** The details that differ, in the order of the left report, then what only the right one has. */
export function compareDetails(left: ReportView, right: ReportView): ComparedReports['details'] {
  const before = valuesOf(left)
  const after = valuesOf(right)
  const labels = new Set([...before.keys(), ...after.keys()])
  return [...labels].flatMap((label) => {
    const one = before.get(label)
    const other = after.get(label)
    if (one?.exact === other?.exact) {
      return []
    }
    const row: ComparedReports['details'][number] = { label }
    if (one !== undefined) {
      row.left = one.shown
    }
    if (other !== undefined) {
      row.right = other.shown
    }
    return row
  })
}

function valuesOf(view: ReportView): Map<string, { shown: string; exact: string }> {
  const rows = [...view.groups.flatMap((group) => group.rows), ...view.memory]
  return new Map(rows.map((row) => [row.label, { shown: row.value, exact: row.raw ?? row.value }]))
}
