import { expect, test } from 'vitest'
import { appendLine, diffSummary, findLine, isEdited, proposeEntry, proposeLine } from './entries'
import type { Texts } from './entries'
import { restoreLists, storeLists } from './storage'
import { listNames, listTitles, titleOf } from './titles'

const builtIn: Texts = {
  irrelevant_signature_re: 'a\n',
  prefix_signature_re: 'b\n',
  signatures_with_line_numbers_re: 'c\n',
  signature_sentinels: 'd\n',
}

test.each([
  // As the built-in lists write them.
  ['new[]', String.raw`new\[\]`],
  ['-[NSObject doesNotRecognizeSelector:]', String.raw`-\[NSObject doesNotRecognizeSelector:\]`],
  ['msvcr120.dll', String.raw`msvcr120\.dll`],
  ['enum$<T>::unwrap', String.raw`enum\$<T>::unwrap`],
  ['nsTArray<T>::Append', 'nsTArray<T>::Append'],
  ['a::operator()', String.raw`a::operator\(\)`],
  ['a*b+c?|d^\\', String.raw`a\*b\+c\?\|d\^\\`],
  // Braces stand for themselves unless they are a number of repetitions.
  ['core::f::{{closure}}', 'core::f::{{closure}}'],
  ['a{2}', 'a\\{2}'],
  ['a{2,}b{,3}c{1,2}', 'a\\{2,}b\\{,3}c\\{1,2}'],
  ['#comment', String.raw`\x23comment`],
  [' a b ', String.raw`\x20a b\x20`],
  ['a\nb', String.raw`a\x0ab`],
])('%j is proposed as %s', (normalized, line) => {
  expect(proposeLine(normalized)).toBe(line)
})

test('sentinels are no regexes', () => {
  expect(proposeEntry('signature_sentinels', 'a()')).toBe('a()')
  expect(proposeEntry('prefix_signature_re', 'a()')).toBe(String.raw`a\(\)`)
})

test('a line by its number', () => {
  expect(findLine('one\r\ntwo\nthree', 1)).toEqual({ start: 0, end: 3, text: 'one' })
  expect(findLine('one\r\ntwo\nthree', 2)).toEqual({ start: 5, end: 8, text: 'two' })
  expect(findLine('one\r\ntwo\nthree', 3)).toEqual({ start: 9, end: 14, text: 'three' })
  expect(findLine('one\n', 2)).toEqual({ start: 4, end: 4, text: '' })
  expect(findLine('one', 2)).toBeUndefined()
  expect(findLine('one', 0)).toBeUndefined()
})

test('a line at the end', () => {
  expect(appendLine('', 'x')).toEqual({ text: 'x\n', line: 1 })
  expect(appendLine('a\nb', 'x')).toEqual({ text: 'a\nb\nx\n', line: 3 })
  expect(appendLine('a\nb\n', 'x')).toEqual({ text: 'a\nb\nx\n', line: 3 })
})

test('what was edited', () => {
  expect(isEdited({ ...builtIn }, builtIn)).toBe(false)
  const edited = { ...builtIn, prefix_signature_re: 'b\nx\n' }
  expect(isEdited(edited, builtIn)).toBe(true)
  expect(isEdited(edited, builtIn, 'prefix_signature_re')).toBe(true)
  expect(isEdited(edited, builtIn, 'irrelevant_signature_re')).toBe(false)
})

test('added and removed lines', () => {
  expect(diffSummary('a\nb\nc\n', 'a\nc\n\nd\ne')).toEqual({ added: 2, removed: 1 })
  expect(diffSummary('a\nb\n', 'b\r\n a\n')).toEqual({ added: 0, removed: 0 })
  expect(diffSummary('a\n', 'a\na\n')).toEqual({ added: 1, removed: 0 })
})

test('edited lists are kept, the others follow the built-in ones', () => {
  const edited = { ...builtIn, prefix_signature_re: 'b\nx\n' }
  const stored = storeLists(edited, builtIn)
  const newer = { ...builtIn, irrelevant_signature_re: 'newer\n', prefix_signature_re: 'newer\n' }
  expect(restoreLists(stored, newer)).toEqual({ ...newer, prefix_signature_re: 'b\nx\n' })
  expect(storeLists({ ...builtIn }, builtIn)).toBeUndefined()
})

test.each([
  undefined,
  null,
  '',
  'nonsense',
  '[]',
  '{"version":2,"lists":{"prefix_signature_re":"x"}}',
  '{"version":1}',
  '{"version":1,"lists":{"prefix_signature_re":1,"x":"y"}}',
])('nothing to restore from %j', (stored) => {
  expect(restoreLists(stored, builtIn)).toEqual(builtIn)
})

test('each list has a title', () => {
  expect(listNames.toSorted()).toEqual(Object.keys(builtIn).toSorted())
  expect(new Set(listTitles.map(({ title }) => title)).size).toBe(4)
  expect(titleOf('signature_sentinels')).toBe('Sentinels')
})
