import { describe, expect, it } from 'vitest'
import type { ComparedFrame, FrameRow } from '../model'
import { differenceSentence, pairOf, rowKind } from './compared'

const FRAME: FrameRow = { row: 0, kind: 'frame', frame: 0, displayed: 'f', isMissingSymbols: false, isUnloaded: false }
const SAME: ComparedFrame = { left: FRAME, right: FRAME, isSame: true }
const DIFFERENT: ComparedFrame = { left: FRAME, right: FRAME, isSame: false }
const LEFT: ComparedFrame = { left: FRAME, isSame: false }
const RIGHT: ComparedFrame = { right: FRAME, isSame: false }

it('tells the kinds of rows apart', () => {
  expect([SAME, DIFFERENT, LEFT, RIGHT].map(rowKind)).toEqual(['same', 'different', 'left', 'right'])
})

describe('differenceSentence', () => {
  it('says where they begin to differ', () => {
    expect(differenceSentence({ frames: [SAME, DIFFERENT], firstDifference: 1 })).toBe(
      'The first difference is in row 2.',
    )
    expect(differenceSentence({ frames: [DIFFERENT], firstDifference: 0 })).toBe(
      'They differ in every frame, starting with the first.',
    )
    expect(differenceSentence({ frames: [SAME, LEFT], firstDifference: 1 })).toContain('only the left report')
    expect(differenceSentence({ frames: [SAME, RIGHT], firstDifference: 1 })).toContain('only the right report')
  })

  it('says that there is no difference, or nothing to compare', () => {
    expect(differenceSentence({ frames: [SAME, SAME] })).toBe('All 2 frames are the same.')
    expect(differenceSentence({ frames: [SAME] })).toBe('The frame is the same.')
    expect(differenceSentence({ frames: [] })).toBe('Neither report has frames to compare.')
  })
})

describe('pairOf', () => {
  it('takes the reports that are asked for', () => {
    expect(pairOf([1, 2, 3], 3, 1)).toEqual({ left: 3, right: 1 })
    expect(pairOf([1, 2, 3], 2, 2)).toEqual({ left: 2, right: 2 })
  })

  it('fills in the first ones for what is not asked for or is closed', () => {
    expect(pairOf([1, 2, 3])).toEqual({ left: 1, right: 2 })
    expect(pairOf([1, 2, 3], 1)).toEqual({ left: 1, right: 2 })
    expect(pairOf([1, 2, 3], undefined, 1)).toEqual({ left: 2, right: 1 })
    expect(pairOf([1, 2, 3], 9, 3)).toEqual({ left: 1, right: 3 })
    expect(pairOf([1])).toEqual({ left: 1, right: undefined })
    expect(pairOf([])).toEqual({ left: undefined, right: undefined })
  })
})
