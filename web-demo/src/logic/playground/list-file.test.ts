import { describe, expect, it } from 'vitest'
import { isListFile, listFileText, listOfFile } from './list-file'

describe('listOfFile', () => {
  it('goes by the name of the file', () => {
    expect(listOfFile('prefix_signature_re.txt', 'signature_sentinels')).toBe('prefix_signature_re')
    expect(listOfFile('siglists/prefix_signature_re (2).TXT', 'signature_sentinels')).toBe('prefix_signature_re')
  })

  it('takes the list in view where the name says nothing', () => {
    expect(listOfFile('mine.txt', 'signature_sentinels')).toBe('signature_sentinels')
    expect(listOfFile('prefix_signature_re', 'signature_sentinels')).toBe('prefix_signature_re')
  })
})

it('knows lists from reports', () => {
  expect([isListFile('a.txt'), isListFile('a.json'), isListFile('txt')]).toEqual([true, false, false])
})

describe('listFileText', () => {
  it('keeps the text as it is, line ends too', () => {
    expect(listFileText(new TextEncoder().encode('a\r\nä\n'))).toEqual({ text: 'a\r\nä\n' })
  })

  it('refuses what is no text, and what is too large', () => {
    expect(listFileText(new Uint8Array([0x61, 0xff]))).toEqual({ problem: 'It is not UTF-8 text.' })
    expect(listFileText(new Uint8Array(4_000_001))).toHaveProperty('problem')
  })
})
