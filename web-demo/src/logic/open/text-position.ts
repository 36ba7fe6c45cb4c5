// The line and column of a byte in a text.

import { printable, seen } from '../printable'

export interface Position {
  /** From 1. */
  line: number
  /** In characters, from 1. */
  column: number
  /** The text around it. */
  excerpt: string
}

/** How many bytes before and after the position are shown. */
const AROUND = 24

export function positionOf(bytes: Uint8Array, offset: number): Position {
  const at = Math.max(0, Math.min(offset, bytes.length))
  let line = 1
  let lineStart = 0
  for (let found = bytes.indexOf(0x0a); found !== -1 && found < at; found = bytes.indexOf(0x0a, lineStart)) {
    line += 1
    lineStart = found + 1
  }
  const next = bytes.indexOf(0x0a, at)
  const lineEnd = next === -1 ? bytes.length : next
  return {
    line,
    column: 1 + characters(bytes.subarray(lineStart, at)),
    excerpt: printed(bytes, Math.max(lineStart, at - AROUND), Math.min(lineEnd, at + AROUND)),
  }
}

/** ` (line 3, column 7, near “…”)` */
export function positionInWords(position: Position, isOneLine: boolean): string {
  const where = isOneLine ? `column ${position.column}` : `line ${position.line}, column ${position.column}`
  return position.excerpt === '' ? ` (${where})` : ` (${where}, near “${position.excerpt}”)`
}

/** Bytes of UTF-8 that start a character. */
function characters(bytes: Uint8Array): number {
  let count = 0
  for (const byte of bytes) {
    count += (byte & 0xc0) === 0x80 ? 0 : 1
  }
  return count
}

function printed(bytes: Uint8Array, start: number, end: number): string {
  let from = start
  let to = end
  // Not in the middle of a character.
  while (from > 0 && from < to && isContinuation(bytes[from])) {
    from += 1
  }
  while (to < bytes.length && to > from && isContinuation(bytes[to])) {
    to -= 1
  }
  const text = new TextDecoder().decode(bytes.subarray(from, to))
  return printable(text).replace(/[\t\n\r]/g, seen)
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
