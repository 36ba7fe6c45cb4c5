import { expect, test } from 'vitest'
import { isKeyValue, readKeyValue } from './key-value'

test('each line is an annotation', () => {
  const text = '\ufeffProductName=Firefox\r\n\nNotes=a\\nb\\tc\\\\n \\x "d"\nURL=a=b\nEmpty=\n\nipc.a-b_c=1'
  expect(readKeyValue(text)).toEqual({
    ProductName: 'Firefox',
    // The second escape is a backslash: the `n` behind it is no part of it.
    Notes: 'a\nb\tc\\n \\x "d"',
    URL: 'a=b',
    Empty: '',
    'ipc.a-b_c': '1',
  })
})

test('the last of two lines of one name counts, and names are only names', () => {
  expect(readKeyValue('A=1\nA=2\n__proto__=3')).toEqual(JSON.parse('{"A": "2", "__proto__": "3"}'))
})

test.each(['A=1', '\ufeff\n  \nProductName=Firefox\nnonsense', '_a.b-c='])('%j begins with an annotation', (text) => {
  expect(isKeyValue(text)).toBe(true)
})

test.each(['', 'nonsense', 'a b=c', '=x', '#0 f (a=1)', '{"a": "b=c"}', 'é=1', 'https://a.example/?b=c', 'first\nA=1'])(
  '%j does not',
  (text) => {
    expect(isKeyValue(text)).toBe(false)
  },
)
