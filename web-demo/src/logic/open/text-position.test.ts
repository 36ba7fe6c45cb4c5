import { expect, test } from 'vitest'
import { positionInWords, positionOf } from './text-position'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('lines and columns count from 1, columns in characters', () => {
  const text = '{\n  "ä": 1,\n  "b" 2\n}'
  // `ä` takes two bytes.
  expect(positionOf(bytes(text), 0)).toMatchObject({ line: 1, column: 1 })
  expect(positionOf(bytes(text), bytes('{\n  "ä').length)).toMatchObject({ line: 2, column: 5 })
  expect(positionOf(bytes(text), bytes('{\n  "ä": 1,\n  "b" ').length)).toMatchObject({
    line: 3,
    column: 7,
    excerpt: '  "b" 2',
  })
})

test('the line end belongs to its line', () => {
  expect(positionOf(bytes('ab\ncd'), 2)).toMatchObject({ line: 1, column: 3 })
  expect(positionOf(bytes('ab\ncd'), 3)).toMatchObject({ line: 2, column: 1 })
})

test('places outside are at an end', () => {
  expect(positionOf(bytes('ab'), 99)).toMatchObject({ line: 1, column: 3 })
  expect(positionOf(bytes(''), -1)).toEqual({ line: 1, column: 1, excerpt: '' })
})

test('excerpts tear no character apart and show control characters', () => {
  const text = `${'é'.repeat(40)}\u0007\t${'é'.repeat(40)}`
  const { excerpt } = positionOf(bytes(text), 80)
  expect(excerpt).toBe(`${'é'.repeat(12)}\u2407\u2409${'é'.repeat(11)}`)
})

test('in words', () => {
  expect(positionInWords({ line: 3, column: 7, excerpt: '"b" 2' }, false)).toBe(' (line 3, column 7, near “"b" 2”)')
  expect(positionInWords({ line: 1, column: 7, excerpt: '' }, true)).toBe(' (column 7)')
})
