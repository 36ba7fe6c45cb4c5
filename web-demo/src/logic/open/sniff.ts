// What bytes are, going by the first of them: names of files are often wrong.

import { empty, Refusal } from './refusal'

/** How many bytes are enough to tell. */
export const SNIFFED = 512

const UNPACK = 'Extract it first, then open the files in it.'

const REFUSED: { magic: readonly number[]; message: string; advice: string }[] = [
  {
    magic: [0x28, 0xb5, 0x2f, 0xfd],
    message: 'It is compressed with zstd',
    advice: 'Decompress it first: `zstd -d FILE`.',
  },
  { magic: [0x50, 0x4b, 0x03, 0x04], message: 'It is a zip archive', advice: UNPACK },
  {
    magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    message: 'It is compressed with xz',
    advice: 'Decompress it first: `xz -d FILE`.',
  },
  {
    magic: [0x42, 0x5a, 0x68, 0x39],
    message: 'It is compressed with bzip2',
    advice: 'Decompress it first: `bzip2 -d FILE`.',
  },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], message: 'It is a 7-Zip archive', advice: UNPACK },
  {
    magic: [0x4d, 0x44, 0x4d, 0x50],
    message: 'It is a minidump: memory of the process, without a stack that can be read here',
    advice: 'Walk its stacks first, then open the output: `minidump-stackwalk --json FILE > report.json`.',
  },
]

const UTF_16: readonly (readonly number[])[] = [
  [0xff, 0xfe],
  [0xfe, 0xff],
  [0x7b, 0x00],
  [0x00, 0x7b],
  [0x5b, 0x00],
  [0x00, 0x5b],
]

export function isGzip(beginning: Uint8Array): boolean {
  return startsWith(beginning, [0x1f, 0x8b])
}

/** Why this can't be a report, if its first bytes tell. `isAll`: there is no more of it. */
export function refusalOf(beginning: Uint8Array, isAll: boolean): Refusal | undefined {
  if (isAll && isBlank(beginning)) {
    return empty()
  }
  const known = REFUSED.find(({ magic }) => startsWith(beginning, magic))
  if (known !== undefined) {
    return new Refusal(known.message, known.advice)
  }
  if (UTF_16.some((magic) => startsWith(beginning, magic))) {
    return new Refusal('The text is UTF-16, and JSON is UTF-8', 'Save it as UTF-8, then open it again.')
  }
  if (beginning[firstPrinted(beginning)] === 0x3c) {
    return new Refusal(
      'It is a web page (or XML), not JSON',
      'For a report on Crash Stats, download the raw JSON, or open it here by its crash id.',
    )
  }
  return undefined
}

/** Whether there is only white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return firstPrinted(bytes) === bytes.length
}

/** How many bytes the byte order mark takes, if there is one. */
export function markLength(bytes: Uint8Array): number {
  return startsWith(bytes, [0xef, 0xbb, 0xbf]) ? 3 : 0
}

function firstPrinted(bytes: Uint8Array): number {
  let at = markLength(bytes)
  while (at < bytes.length && isSpace(bytes[at])) {
    at += 1
  }
  return at
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d)
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return bytes.length >= magic.length && magic.every((byte, at) => bytes[at] === byte)
}
