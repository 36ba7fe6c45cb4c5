import { expect, it } from 'vitest'
import { printable } from './printable'

it('shows what is hidden', () => {
  expect(printable('\0\u001b\u007f')).toBe('␀␛␡')
  expect(printable('\u0085\u009b\u00ad\ufeff\u{e0041}')).toBe('\\u{85}\\u{9b}\\u{ad}\\u{feff}\\u{e0041}')
  for (const [first, last] of [
    [0x200b, 0x200f],
    [0x2028, 0x202e],
    [0x2060, 0x206f],
    [0xfff9, 0xfffb],
    [0xd800, 0xdfff],
    [0xe0000, 0xe0fff],
  ] as const) {
    for (let code = first; code <= last; code += 1) {
      expect(printable(String.fromCodePoint(code))).toBe(`\\u{${code.toString(16)}}`)
    }
  }
})

it('leaves what is seen, and white space', () => {
  const text = 'a\tb\r\nc é 日本 \u00a0\ufffd 🪁 \\u{202e}'
  expect(printable(text)).toBe(text)
})
