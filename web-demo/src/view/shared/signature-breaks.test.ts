import { expect, test } from 'vitest'
import { breaks } from './signature-breaks'

test('a signature may break behind its separators', () => {
  expect(breaks('OOM | large | mozilla::dom::Run')).toEqual(['OOM | ', 'large | ', 'mozilla::', 'dom::', 'Run'])
})

test('a text without separators stays whole', () => {
  expect(breaks('')).toEqual([''])
  expect(breaks('a|b : c')).toEqual(['a|b : c'])
})
