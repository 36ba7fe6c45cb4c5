import { expect, test } from 'vitest'
import { LineSplitter } from './line-splitter'

/** The lines of a text that comes in chunks of a size. */
function split(text: string, size: number, limit = 1000): [number, string | undefined][] {
  const bytes = new TextEncoder().encode(text)
  const splitter = new LineSplitter(limit)
  const lines = []
  for (let start = 0; start < bytes.length; start += size) {
    lines.push(...splitter.push(bytes.subarray(start, start + size)))
  }
  lines.push(...splitter.end())
  return lines.map(({ number, bytes: line }) => [number, line && new TextDecoder().decode(line)])
}

test.each([1, 2, 3, 7, 100])('lines in chunks of %i bytes', (size) => {
  expect(split('{}\r\n\n{"a": "é"}\n \t\nlast', size)).toEqual([
    [1, '{}'],
    [3, '{"a": "é"}'],
    [5, 'last'],
  ])
})

test('no line behind the last line end', () => {
  expect(split('a\n', 10)).toEqual([[1, 'a']])
  expect(split('', 10)).toEqual([])
})

test.each([1, 4, 100])('a line that is too long is told, and the rest goes on, in chunks of %i', (size) => {
  expect(split('12345\n123456\n1\n1234567', size, 5)).toEqual([
    [1, '12345'],
    [2, undefined],
    [3, '1'],
    [4, undefined],
  ])
})
