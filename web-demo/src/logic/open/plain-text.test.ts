import { expect, test } from 'vitest'
import { CONTINUED, LINE_LIMIT } from './indent'
import { PlainText } from './plain-text'

const of = (text: string): PlainText => new PlainText(new TextEncoder().encode(text))

test('lines stay as they are', () => {
  const text = of('\ufeffProductName=Firefox\r\n\n  {"a": [ ]}\n')
  expect(text.total).toBe(3)
  expect(text.lines(-5, 99)).toEqual(['ProductName=Firefox', '', '  {"a": [ ]}'])
  expect(text.lines(1, 2)).toEqual([''])
  expect(text.lines(7, 9)).toEqual([])
  expect(of('').total).toBe(0)
})

test('long lines are cut between characters, and say so', () => {
  const line = `A=${'x'.repeat(LINE_LIMIT - 3)}😀${'y'.repeat(LINE_LIMIT + 1)}`
  const text = of(`${line}\nB=1`)
  const lines = text.lines(0, 9)
  expect(lines).toHaveLength(4)
  expect(lines[0]?.endsWith(`x😀${CONTINUED}`)).toBe(true)
  expect(lines.slice(0, 3).join('').replaceAll(CONTINUED, '')).toBe(line)
  expect(lines[3]).toBe('B=1')
})

test('search, in any case', () => {
  const text = of('Alpha=1\nb=ALPHABET\nc=alph')
  expect(text.search('alpha', 0, 100)).toEqual([0, 1])
  expect(text.search('alpha', 1, 2)).toEqual([1])
  expect(text.search('', 0, 100)).toEqual([])
})
