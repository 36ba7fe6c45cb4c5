// Where two signatures differ, frame by frame.

import { sequenceDiff } from './sequence-diff'

export interface SignaturePart {
  text: string
  isChanged: boolean
}

export interface SignatureDifference {
  before: SignaturePart[]
  after: SignaturePart[]
}

/** What stands between the frames of a signature. */
export const SEPARATOR = ' | '

/** Both signatures as their frames, with those marked that the other doesn't have in this order. */
export function signatureDifference(before: string, after: string): SignatureDifference {
  const left = before.split(SEPARATOR).map((text) => ({ text, isChanged: true }))
  const right = after.split(SEPARATOR).map((text) => ({ text, isChanged: true }))
  const steps = sequenceDiff(
    left.map((part) => part.text),
    right.map((part) => part.text),
  )
  for (const step of steps) {
    if (step.kind !== 'same') {
      continue
    }
    const [one, other] = [left[step.before], right[step.after]]
    if (one) {
      one.isChanged = false
    }
    if (other) {
      other.isChanged = false
    }
  }
  return { before: left, after: right }
}
