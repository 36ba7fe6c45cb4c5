import { describe, expect, it } from 'vitest'
import { sequenceDiff } from './sequence-diff'

/** The steps as text: ` a` stays, `-a` goes, `+a` comes. */
function shown(before: string[], after: string[]): string[] {
  return sequenceDiff(before, after).map((step) => {
    if (step.kind === 'removed') {
      return `-${before[step.before]}`
    }
    if (step.kind === 'added') {
      return `+${after[step.after]}`
    }
    expect(before[step.before]).toBe(after[step.after])
    return ` ${after[step.after]}`
  })
}

describe('sequenceDiff', () => {
  it('leaves equal sequences alone', () => {
    expect(shown(['a', 'b'], ['a', 'b'])).toEqual([' a', ' b'])
    expect(shown([], [])).toEqual([])
  })

  it('finds what is inserted, removed and replaced', () => {
    expect(shown(['a', 'c'], ['a', 'b', 'c'])).toEqual([' a', '+b', ' c'])
    expect(shown(['a', 'b', 'c'], ['a', 'c'])).toEqual([' a', '-b', ' c'])
    expect(shown(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([' a', '-b', '+x', ' c'])
  })

  it('keeps as much as it can', () => {
    expect(shown(['x', 'a', 'b', 'y'], ['a', 'b', 'z'])).toEqual(['-x', ' a', ' b', '-y', '+z'])
    expect(shown(['a', 'b', 'c', 'd'], ['c', 'a', 'b', 'd'])).toEqual(['+c', ' a', ' b', '-c', ' d'])
  })

  it('copes with repeated items and with nothing on one side', () => {
    expect(shown(['a', 'a'], ['a'])).toEqual([' a', '-a'])
    expect(shown([], ['a', 'b'])).toEqual(['+a', '+b'])
    expect(shown(['a', 'b'], [])).toEqual(['-a', '-b'])
  })

  it('names removed before added within one place', () => {
    expect(shown(['a', 'b'], ['x', 'y', 'z'])).toEqual(['-a', '-b', '+x', '+y', '+z'])
  })

  it('takes the middle as replaced where it is too large to search', () => {
    const before = Array.from({ length: 3000 }, (_, index) => `before ${index}`)
    const after = Array.from({ length: 3000 }, (_, index) => `after ${index}`)
    const steps = sequenceDiff(['same', ...before, 'end'], ['same', ...after, 'end'])
    expect(steps.length).toBe(6002)
    expect(steps[0]).toEqual({ kind: 'same', before: 0, after: 0 })
    expect(steps[1]).toEqual({ kind: 'removed', before: 1 })
    expect(steps[3001]).toEqual({ kind: 'added', after: 1 })
    expect(steps[6001]).toEqual({ kind: 'same', before: 3001, after: 3001 })
  })
})
