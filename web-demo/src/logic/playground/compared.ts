// Two reports beside each other, in words.

import type { ComparedFrame, ComparedReports } from '../model'

export type RowKind = 'same' | 'different' | 'left' | 'right'

/** What a row is: frames that are the same to a signature, that are not, or a frame that only one report has. */
export function rowKind(row: ComparedFrame): RowKind {
  if (!row.right) {
    return 'left'
  }
  if (!row.left) {
    return 'right'
  }
  return row.isSame ? 'same' : 'different'
}

/** Where the two threads begin to differ. */
export function differenceSentence(compared: Pick<ComparedReports, 'frames' | 'firstDifference'>): string {
  const { frames, firstDifference } = compared
  if (frames.length === 0) {
    return 'Neither report has frames to compare.'
  }
  if (firstDifference === undefined) {
    return frames.length === 1 ? 'The frame is the same.' : `All ${frames.length} frames are the same.`
  }
  const row = frames[firstDifference]
  const place = `row ${firstDifference + 1}`
  if (!row) {
    return ''
  }
  const kind = rowKind(row)
  if (kind === 'left') {
    return `The first difference is in ${place}: only the left report has this frame.`
  }
  if (kind === 'right') {
    return `The first difference is in ${place}: only the right report has this frame.`
  }
  return firstDifference === 0
    ? 'They differ in every frame, starting with the first.'
    : `The first difference is in ${place}.`
}

/** The ids of the two reports to compare: those that are asked for, as far as they are open, else the first ones. */
export function pairOf(open: readonly number[], left?: number, right?: number): { left?: number; right?: number } {
  const has = (id: number | undefined) => (id !== undefined && open.includes(id) ? id : undefined)
  const one = has(left) ?? open.find((id) => id !== has(right))
  const other = has(right) ?? open.find((id) => id !== one)
  return { left: one, right: other }
}
