import { describe, expect, test } from 'vitest'
import { foundPieces, spanPieces } from './pieces'

const plain = (text: string) => ({ text, isMarked: false })
const marked = (text: string) => ({ text, isMarked: true })

describe('spanPieces', () => {
  test('a span counts bytes, not letters', () => {
    expect(spanPieces('é::free', { start: 4, end: 8 })).toEqual([plain('é::'), marked('free')])
    expect(spanPieces('MOZ_Crash', { start: 0, end: 3 })).toEqual([marked('MOZ'), plain('_Crash')])
  })

  test('a span that is empty or does not fit marks nothing', () => {
    for (const span of [
      { start: 0, end: 0 },
      { start: 2, end: 9 },
      { start: 2, end: 1 },
      { start: -1, end: 2 },
      { start: Number.NaN, end: 2 },
    ]) {
      expect(spanPieces('abc', span)).toEqual([plain('abc')])
    }
  })
})

describe('foundPieces', () => {
  test('in any case, each time', () => {
    expect(foundPieces('Free(free', 'FREE')).toEqual([marked('Free'), plain('('), marked('free')])
  })

  test('nothing sought, nothing found', () => {
    expect(foundPieces('abc', '')).toEqual([plain('abc')])
    expect(foundPieces('abc', 'x')).toEqual([plain('abc')])
    expect(foundPieces('', 'x')).toEqual([plain('')])
  })

  test('letters whose lower case is longer do not shift the marks', () => {
    expect(foundPieces('İx', 'x')).toEqual([plain('İx')])
  })
})
