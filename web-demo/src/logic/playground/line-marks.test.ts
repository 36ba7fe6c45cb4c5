import { describe, expect, it } from 'vitest'
import { changedLines, editedLines, entryCount, lineChanges, linesOf } from './line-marks'

describe('lineChanges', () => {
  it('finds nothing in equal texts, and nothing in another kind of line end', () => {
    expect(lineChanges('a\nb\n', 'a\nb\n').marks).toEqual([])
    expect(lineChanges('a\nb\n', 'a\r\nb\r\n').marks).toEqual([])
  })

  it('marks an added line', () => {
    const changes = lineChanges('a\nb\n', 'a\nx\nb\n')
    expect(changes.marks).toEqual([{ line: 2, kind: 'added', was: [] }])
    expect(changes).toMatchObject({ added: 1, changed: 0, removed: 0 })
  })

  it('marks a changed line with what it was', () => {
    const changes = lineChanges('a\nb\nc\n', 'a\nB\nc\n')
    expect(changes.marks).toEqual([{ line: 2, kind: 'changed', was: ['b'] }])
    expect(changedLines(changes)).toBe(1)
  })

  it('marks removed lines at the line behind them, or at the last line', () => {
    expect(lineChanges('a\nb\nc\nd\n', 'a\nd\n').marks).toEqual([{ line: 2, kind: 'removed', was: ['b', 'c'] }])
    expect(lineChanges('a\nb\n', 'a\n').marks).toEqual([{ line: 1, kind: 'removed', was: ['b'] }])
    expect(lineChanges('a\n', '')).toEqual({
      marks: [{ line: 1, kind: 'removed', was: ['a'] }],
      added: 0,
      changed: 0,
      removed: 1,
    })
  })

  it('counts what is left over beside changed lines', () => {
    const fewer = lineChanges('a\nb\nc\nz\n', 'x\nz\n')
    expect(fewer.marks).toEqual([{ line: 1, kind: 'changed', was: ['a', 'b', 'c'] }])
    expect(fewer).toMatchObject({ added: 0, changed: 1, removed: 2 })
    const more = lineChanges('a\nz\n', 'x\ny\nz\n')
    expect(more.marks).toEqual([
      { line: 1, kind: 'changed', was: ['a'] },
      { line: 2, kind: 'added', was: [] },
    ])
    expect(more).toMatchObject({ added: 1, changed: 1, removed: 0 })
  })
})

describe('editedLines', () => {
  it('leaves out lines that only have removed ones beside them', () => {
    expect([...editedLines(lineChanges('a\nb\nc\nd\n', 'a\nc\nD\ne\n'))]).toEqual([3, 4])
  })
})

describe('linesOf', () => {
  it('knows the three ends of line', () => {
    expect(linesOf('a\r\nb\rc\n')).toEqual(['a', 'b', 'c'])
    expect(linesOf('a\n\nb')).toEqual(['a', '', 'b'])
    expect(linesOf('')).toEqual([])
  })
})

describe('entryCount', () => {
  it('leaves out comments and empty lines', () => {
    expect(entryCount('# head\n\n  \nmemcpy\n  # more\n  free\n')).toBe(2)
    expect(entryCount('')).toBe(0)
  })
})
