// The lines of a text that isn't JSON, as written.

import { CONTINUED, LINE_LIMIT } from './indent'

export class PlainText {
  readonly #lines: string[]

  constructor(bytes: Uint8Array) {
    const lines = new TextDecoder().decode(bytes).split(/\r?\n/)
    // There is no line after the last line end.
    if (lines.at(-1) === '') {
      lines.pop()
    }
    this.#lines = lines.flatMap(pieces)
  }

  /** How many lines there are. */
  get total(): number {
    return this.#lines.length
  }

  /** The lines from `from` up to, but not including, `to`. */
  lines(from: number, to: number): string[] {
    return this.#lines.slice(Math.max(0, Math.floor(from)), Math.max(0, to))
  }

  /** The numbers of the lines from `from` up to, but not including, `to` that contain the text; case is ignored. */
  search(text: string, from: number, to: number): number[] {
    const wanted = text.toLowerCase()
    if (wanted === '') {
      return []
    }
    const found: number[] = []
    for (let line = Math.max(0, from); line < Math.min(to, this.total); line += 1) {
      if (this.#lines[line]?.toLowerCase().includes(wanted) === true) {
        found.push(line)
      }
    }
    return found
  }
}

/** A line, cut into pieces of at most LINE_LIMIT. */
function pieces(line: string): string[] {
  if (line.length <= LINE_LIMIT) {
    return [line]
  }
  const found: string[] = []
  for (let start = 0; start < line.length;) {
    let end = Math.min(start + LINE_LIMIT, line.length)
    // Not in the middle of a character.
    if (end < line.length && /[\ud800-\udbff]/.test(line.charAt(end - 1))) {
      end += 1
    }
    const before = start === 0 ? '' : CONTINUED
    found.push(`${before}${line.slice(start, end)}${end === line.length ? '' : CONTINUED}`)
    start = end
  }
  return found
}
