import type { FrameTrail, Verdict } from 'siggen-wasm'
import { describe, expect, test } from 'vitest'
import { framesOf, walkSteps } from './verdicts'

const trail = (frame: number, verdict: Verdict, kept = false, inlined = false): FrameTrail => ({
  frame,
  verdict,
  kept,
  inlined,
  displayed: '',
  normalized: '',
})

describe('walkSteps', () => {
  test('neighbours of one verdict are one step, kept frames are each their own', () => {
    const steps = walkSteps([
      trail(0, 'irrelevant', false, true),
      trail(0, 'irrelevant'),
      trail(1, 'irrelevant'),
      trail(2, 'prefix', true),
      trail(3, 'prefix', true),
      trail(4, 'irrelevant'),
      trail(5, 'stop', true),
      trail(6, 'not_reached'),
      trail(7, 'not_reached'),
    ])
    expect(steps.map((step) => [step.verdict, framesOf(step)])).toEqual([
      ['irrelevant', 'frames 0 to 1'],
      ['prefix', 'frame 2'],
      ['prefix', 'frame 3'],
      ['irrelevant', 'frame 4'],
      ['stop', 'frame 5'],
      ['not_reached', 'frames 6 to 7'],
    ])
  })

  test('no frames, no steps', () => expect(walkSteps([])).toEqual([]))
})
