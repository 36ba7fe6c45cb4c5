// A text that isn't JSON, line by line, as it was written.

export class PlainText {
  readonly #lines: string[]

  constructor(bytes: Uint8Array) {
    this.#lines = new TextDecoder().decode(bytes).split(/\r?\n/)
    // What stands behind the last line end is no line.
    if (this.#lines.at(-1) === '') this.#lines.pop()
  }

  /** How many lines there are. */
  get total(): number {
    return this.#lines.length
  }

  /** The lines from `from` up to and without `to`. */
  lines(from: number, to: number): string[] {
    return this.#lines.slice(Math.max(0, Math.floor(from)), Math.max(0, to))
  }

  /** The numbers of those lines, `from` up to and without `to`, that hold the text in any case. */
  search(text: string, from: number, to: number): number[] {
    const wanted = text.toLowerCase()
    if (wanted === '') return []
    const found: number[] = []
    for (let line = Math.max(0, from); line < Math.min(to, this.total); line += 1) {
      if (this.#lines[line]?.toLowerCase().includes(wanted) === true) found.push(line)
    }
    return found
  }
}
