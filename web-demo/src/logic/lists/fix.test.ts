import { expect, test } from 'vitest'
import type { Finding, LineEdit } from 'siggen-wasm'
import { fixed } from './fix'

const finding = (line: number, pattern: string, ...edits: LineEdit[]): Finding => ({
  list: 'prefix_signature_re',
  line,
  severity: 'warning',
  code: 'shadowed',
  message: '',
  help: '',
  pattern,
  fix: { edits },
})
const gone = (first: number, last = first): LineEdit => ({ edit: 'delete', first, last })

test.each([
  ['# A.\nb\nb\n\n# B.\n', finding(3, 'b', gone(3)), '# A.\nb\n\n# B.\n'],
  ['b\r\na\r\n', finding(1, 'b', gone(1)), 'a\r\n'],
  ['\ufeffb\na\n', finding(1, 'b', gone(1)), '\ufeffa\n'],
  // A file without a last end stays so, and one with it too.
  ['a\nb', finding(2, 'b', gone(2)), 'a'],
  ['a\nb\n', finding(2, 'b', gone(2)), 'a\n'],
  ['a\n# why\nb\nc\n', finding(3, 'b', gone(2, 3)), 'a\nc\n'],
  ['a\n\tb.*  \r\n', finding(2, 'b.*', { edit: 'replace', line: 2, text: 'b' }), 'a\n\tb  \r\n'],
  ['a.*\n', finding(1, 'a.*', { edit: 'replace', line: 1, text: '$&$1' }), '$&$1\n'],
  ['b\nc\na', finding(3, 'a', { edit: 'move', first: 3, last: 3, before: 1 }), 'a\nb\nc'],
  ['c\n# of a\na\nb\n', finding(3, 'a', { edit: 'move', first: 2, last: 3, before: 1 }), '# of a\na\nc\nb\n'],
  ['c\r\na\r\nb', finding(1, 'c', { edit: 'move', first: 1, last: 1, before: 4 }), 'a\r\nb\r\nc'],
  ['a\na\n', finding(2, 'a', gone(1), { edit: 'move', first: 2, last: 2, before: 1 }), 'a\n'],
  ['\n\nb\n', finding(3, 'b', gone(3)), '\n\n'],
])('%j', (text, finding, expected) => {
  expect(fixed(text, finding)).toBe(expected)
})

test('a text that is another one by now stays', () => {
  expect(fixed('a\nc\n', finding(2, 'b', gone(2)))).toBeUndefined()
  expect(fixed('a\n', finding(2, 'b', gone(2)))).toBeUndefined()
  const { fix: _fix, ...without } = finding(1, 'a')
  expect(fixed('a\n', without)).toBeUndefined()
})
