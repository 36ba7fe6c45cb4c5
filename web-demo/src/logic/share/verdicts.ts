// What was decided about frames, in words.

import type { Explanation, FrameRow } from '../model'

const WORDS: Record<NonNullable<FrameRow['trail']>['verdict'], string> = {
  before_sentinel: 'before sentinel',
  empty: 'empty',
  irrelevant: 'irrelevant',
  repeated_module: 'repeated module',
  prefix: 'prefix',
  stop: 'stop',
  not_reached: 'not reached',
}

/** What was decided about a frame; empty where it doesn't count. */
export function verdictWords(row: FrameRow): string {
  return row.trail === undefined ? '' : WORDS[row.trail.verdict]
}

/** The line of a list that decided, such as `prefix_signature_re.txt:12`. */
export function decidedBy(row: FrameRow): string | undefined {
  const decision = row.trail?.decided_by ?? row.trail?.sentinel
  return decision === undefined ? undefined : `${decision.list}.txt:${decision.line}`
}

export interface RuleStep {
  rule: string
  why: string
  after: string
}

/** The rules that changed the signature. */
export function signatureSteps(explanation: Explanation): RuleStep[] {
  return explanation.rules
    .filter(({ applied, before, after }) => applied && before !== after)
    .map(({ rule, why, after }) => ({ rule, why, after }))
}

/** The frames that became part of the signature and those above them; at least some. */
export function framesToShow(frames: readonly FrameRow[], atLeast: number): readonly FrameRow[] {
  const last = frames.findLastIndex((row) => row.trail?.kept === true)
  return frames.slice(0, Math.max(last + 1, atLeast))
}
