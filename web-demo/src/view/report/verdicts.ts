// The walk along a stack, in words.

import type { FrameTrail, Verdict } from 'siggen-wasm'
import type { BadgeKind } from '../shared/badge'

export interface VerdictWords {
  kind: BadgeKind
  /** On the badge. */
  short: string
  /** What it means, as a sentence. */
  long: string
}

const WORDS: Record<Verdict, VerdictWords> = {
  before_sentinel: {
    kind: 'before',
    short: 'before',
    long: 'Left out: it is above the sentinel that the signature starts at.',
  },
  empty: { kind: 'skipped', short: 'no name', long: 'Left out: it has no name.' },
  irrelevant: {
    kind: 'irrelevant',
    short: 'irrelevant',
    long: 'Left out: an entry says that it has nothing to do with the cause.',
  },
  repeated_module: {
    kind: 'skipped',
    short: 'repeated',
    long: 'Left out: the frame before it is without a name in the same module.',
  },
  prefix: { kind: 'prefix', short: 'prefix', long: 'Kept, and the walk continues: the frame alone says too little.' },
  stop: {
    kind: 'stop',
    short: 'stop',
    long: 'Kept, and the walk ends here: no entry calls it irrelevant or a prefix.',
  },
  not_reached: { kind: 'not-reached', short: 'not reached', long: 'The walk ended before it.' },
}

export const verdictWords = (verdict: Verdict): VerdictWords => WORDS[verdict]

/** Neighbours that the walk did the same with. */
export interface Step {
  verdict: Verdict
  frames: FrameTrail[]
}

/** The walk as steps. Frames that were kept stand alone, since each is part of the signature. */
export function walkSteps(frames: readonly FrameTrail[]): Step[] {
  const steps: Step[] = []
  for (const frame of frames) {
    const last = steps.at(-1)
    const isOne = last?.verdict === frame.verdict && !frame.kept && !last.frames.some((one) => one.kept)
    if (last && isOne) {
      last.frames.push(frame)
    } else {
      steps.push({ verdict: frame.verdict, frames: [frame] })
    }
  }
  return steps
}

/** `frame 3`, `frames 3 to 7`; inline functions count as their holder. */
export function framesOf(step: Step): string {
  const first = step.frames[0]?.frame
  const last = step.frames.at(-1)?.frame
  return first === last ? `frame ${first}` : `frames ${first} to ${last}`
}
