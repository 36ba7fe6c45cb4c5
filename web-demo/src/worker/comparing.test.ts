import * as siggen from 'siggen-wasm'
import { expect, test } from 'vitest'
import { compareSignatures } from './comparing'

test('reports that nothing happens to are not asked about, and count all the same', () => {
  const asked: string[][][] = []
  const compare = (before: string[], after: string[]) => {
    asked.push([before, after])
    return siggen.compare(before, after)
  }
  const before = ['idle', 'draw', 'idle', 'draw', 'fly', 'idle']
  const after = ['idle', 'fill', 'idle', 'draw', 'fly', 'idle']
  const { reports, changed, buckets, changes } = compareSignatures({ compare }, before, after)
  expect(asked).toEqual([
    [
      ['draw', 'draw'],
      ['fill', 'draw'],
    ],
  ])
  expect([reports, changed]).toEqual([6, 1])
  expect(changes).toEqual([{ report: 1, before: 'draw', after: 'fill' }])
  expect(buckets).toEqual([
    {
      kind: 'split',
      before: [{ signature: 'draw', reports: 2 }],
      after: [
        { signature: 'draw', reports: 1 },
        { signature: 'fill', reports: 1 },
      ],
      moved: 1,
      examples: [1],
    },
  ])
})

test('it is the same as asking about all', () => {
  // The same numbers in every run.
  let state = 7
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (let round = 0; round < 300; round += 1) {
    const names = 1 + next(12)
    const before = Array.from({ length: next(40) }, () => `s${next(names)}`)
    const chance = next(4)
    const after = before.map((signature) => (next(4) < chance ? `s${next(names + 3)}` : signature))
    expect(compareSignatures(siggen, before, after)).toEqual(siggen.compare(before, after))
  }
})
