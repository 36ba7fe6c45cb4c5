import { describe, expect, it } from 'vitest'
import type { FrameRow } from '../model'
import { compareDetails, compareThreads } from './compare'
import { readReport } from './read'

describe('two threads', () => {
  const rows = (...names: string[]): FrameRow[] =>
    names.map((displayed, row) => ({
      row,
      kind: 'frame',
      frame: row,
      displayed,
      isMissingSymbols: false,
      isUnloaded: false,
    }))
  const pairs = (left: FrameRow[], right: FrameRow[]) =>
    compareThreads(left, right).frames.map((frame) => [frame.left?.displayed, frame.right?.displayed, frame.isSame])

  it('stand beside each other where they are the same', () => {
    expect(pairs(rows('a', 'b', 'c', 'd'), rows('x', 'b', 'y', 'c'))).toEqual([
      ['a', 'x', false],
      ['b', 'b', true],
      [undefined, 'y', false],
      ['c', 'c', true],
      ['d', undefined, false],
    ])
    expect(compareThreads(rows('a', 'b'), rows('a', 'c')).firstDifference).toBe(1)
    expect(compareThreads(rows('a'), rows('a')).firstDifference).toBeUndefined()
  })

  it('are the same by their normalized frames', () => {
    const [left] = rows('f(int)')
    const [right] = rows('f(char)')
    const trail = { frame: 0, inlined: false, displayed: '', normalized: 'f', verdict: 'stop', kept: true } as const
    if (left === undefined || right === undefined) {
      throw new Error('rows are missing')
    }
    expect(compareThreads([{ ...left, trail }], [{ ...right, trail }]).firstDifference).toBeUndefined()
    expect(compareThreads([left], [right]).firstDifference).toBe(0)
  })
})

it('details that differ are named', () => {
  const left = readReport({ product: 'Firefox', version: '1', uptime: 60 }, 'processed')
  const right = readReport({ product: 'Firefox', version: '2', os_name: 'Linux', uptime: 60 }, 'processed')
  expect(compareDetails(left, right)).toEqual([
    { label: 'Version', left: '1', right: '2' },
    { label: 'Operating system', right: 'Linux' },
  ])
  const exact = (uptime: number) => readReport({ uptime }, 'processed')
  expect(compareDetails(exact(7500), exact(7501))).toEqual([{ label: 'Uptime', left: '2 h 5 min', right: '2 h 5 min' }])
})
