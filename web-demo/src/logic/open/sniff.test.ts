import { expect, test } from 'vitest'
import { isGzip, refusalOf } from './sniff'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

test.each([
  ['zstd', bytes(0x28, 0xb5, 0x2f, 0xfd, 0), 'zstd', 'zstd -d'],
  ['zip', text('PK\u0003\u0004...'), 'zip', 'Extract'],
  ['minidump', text('MDMP\u0093'), 'minidump', 'minidump-stackwalk --json'],
  ['xz', bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), 'xz', 'xz -d'],
  ['UTF-16, little end first', bytes(0xff, 0xfe, 0x7b, 0), 'UTF-16', 'UTF-8'],
  ['UTF-16, big end first', bytes(0xfe, 0xff, 0, 0x7b), 'UTF-16', 'UTF-8'],
  ['UTF-16 without a mark', bytes(0x7b, 0, 0x22, 0), 'UTF-16', 'UTF-8'],
  ['a web page', text('\r\n <!DOCTYPE html>'), 'web page', 'raw JSON'],
  ['a web page behind a mark', text('\ufeff<html>'), 'web page', 'raw JSON'],
])('%s is refused', (_, beginning, message, advice) => {
  const refusal = refusalOf(beginning, false)
  expect(refusal?.message).toContain(message)
  expect(refusal?.advice).toContain(advice)
})

test('what is empty or blank is refused, once that is all', () => {
  for (const blank of ['', ' \n\t', '\ufeff', '\ufeff \r\n']) {
    expect(refusalOf(text(blank), true)?.message).toBe('It is empty')
    expect(refusalOf(text(blank), false)).toBeUndefined()
  }
})

test('JSON and gzip are not', () => {
  for (const fine of [text('{"a": 1}'), text('\ufeff{}'), text('nonsense'), bytes(0x1f, 0x8b, 8)]) {
    expect(refusalOf(fine, true)).toBeUndefined()
  }
  expect(isGzip(bytes(0x1f, 0x8b, 8))).toBe(true)
  expect(isGzip(bytes(0x1f))).toBe(false)
  expect(isGzip(text('{"a"'))).toBe(false)
})
