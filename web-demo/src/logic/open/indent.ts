// JSON text with line breaks and indentation, and every token as it was written. Parsing and printing it anew would
// round large numbers and drop members of the same name. The text isn't built: a table says where its lines start.

/** Lines longer than this, in bytes, are cut, so that a text of megabytes is no single line. */
export const LINE_LIMIT = 10_000

/** Stands at the end of a line that was cut, and at the start of what follows it. */
export const CONTINUED = '…'

/** Deeper than this, lines aren't indented further: brackets alone could fill the memory otherwise. */
const DEEPEST = 40

const DEPTH = 0x3f
const IS_CONTINUED = 0x40
const IS_IN_STRING = 0x80

const QUOTE = 0x22
const BACKSLASH = 0x5c

export class IndentedText {
  readonly #bytes: Uint8Array
  #starts = new Uint32Array(1024)
  /** The depth of each line, and what it begins in. */
  #marks = new Uint8Array(1024)
  #total = 0
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#scan()
  }

  /** How many lines there are. */
  get total(): number {
    return this.#total
  }

  /** The lines from `from` up to and without `to`. */
  lines(from: number, to: number): string[] {
    const lines: string[] = []
    for (let line = Math.max(0, Math.floor(from)); line < Math.min(to, this.#total); line += 1) {
      lines.push(this.#line(line))
    }
    return lines
  }

  /** The numbers of those lines, `from` up to and without `to`, that hold the text in any case. */
  search(text: string, from: number, to: number): number[] {
    const wanted = text.toLowerCase()
    const found: number[] = []
    if (wanted === '') {
      return found
    }
    const end = Math.min(to, this.#total)
    const block = 256
    for (let start = Math.max(0, from); start < end; start += block) {
      const until = Math.min(start + block, end)
      // Most blocks don't have it: asking them as a whole is much faster than line by line.
      if (this.#printed(start, until).toLowerCase().includes(wanted)) {
        for (let line = start; line < until; line += 1) {
          if (
            this.#printed(line, line + 1)
              .toLowerCase()
              .includes(wanted)
          ) {
            found.push(line)
          }
        }
      }
    }
    return found
  }

  #line(line: number): string {
    const mark = this.#marks[line] ?? 0
    const before = (mark & IS_CONTINUED) === 0 ? '' : CONTINUED
    const after = ((this.#marks[line + 1] ?? 0) & IS_CONTINUED) === 0 || line + 1 === this.#total ? '' : CONTINUED
    return '  '.repeat(mark & DEPTH) + before + this.#printed(line, line + 1) + after
  }

  /** Lines without indentation, with line ends between them. */
  #printed(from: number, to: number): string {
    const start = this.#starts[from] ?? 0
    const end = to < this.#total ? (this.#starts[to] ?? 0) : this.#bytes.length
    const out = new Uint8Array(2 * (end - start) + (to - from))
    let length = 0
    for (let line = from; line < to; line += 1) {
      if (line > from) {
        out[length] = 0x0a
        length += 1
      }
      length = this.#print(line, out, length)
    }
    return this.#decoder.decode(out.subarray(0, length))
  }

  /** Writes a line: without white space outside of texts, and with a space after each key. */
  #print(line: number, out: Uint8Array, before: number): number {
    const bytes = this.#bytes
    const end = line + 1 < this.#total ? (this.#starts[line + 1] ?? 0) : bytes.length
    let at = this.#starts[line] ?? 0
    let length = before
    if (((this.#marks[line] ?? 0) & IS_IN_STRING) !== 0) {
      const after = Math.min(end, endOfString(bytes, at))
      out.set(bytes.subarray(at, after), length)
      length += after - at
      at = after
    }
    while (at < end) {
      const byte = bytes[at] ?? 0
      if (byte === QUOTE) {
        const after = Math.min(end, endOfString(bytes, at + 1))
        out.set(bytes.subarray(at, after), length)
        length += after - at
        at = after
        continue
      }
      if (byte > 0x20) {
        out[length] = byte
        length += 1
        if (byte === 0x3a) {
          out[length] = 0x20
          length += 1
        }
      }
      at += 1
    }
    return length
  }

  #scan(): void {
    const bytes = this.#bytes
    const length = bytes.length
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
    let depth = 0
    // Where the line started that is being read, if one is.
    let start = -1
    while (at < length) {
      const byte = bytes[at] ?? 0
      if (byte <= 0x20) {
        at += 1
        continue
      }
      const isCloser = byte === 0x7d || byte === 0x5d
      if (isCloser) {
        if (start !== -1) {
          this.#add(start, at, depth)
        }
        depth = Math.max(0, depth - 1)
        start = at
        at += 1
        continue
      }
      if (start === -1) {
        start = at
      }
      if (byte === QUOTE) {
        at = endOfString(bytes, at + 1)
      } else if (byte === 0x7b || byte === 0x5b) {
        at = afterSpace(bytes, at + 1)
        if (bytes[at] === byte + 2) {
          at += 1
        } else {
          this.#add(start, at, depth)
          depth += 1
          start = -1
        }
      } else {
        at += 1
        if (byte === 0x2c) {
          this.#add(start, at, depth)
          start = -1
        }
      }
    }
    if (start !== -1) {
      this.#add(start, length, depth)
    }
  }

  /** A line, in as many pieces as it takes. */
  #add(start: number, end: number, depth: number): void {
    const indent = Math.min(depth, DEEPEST)
    this.#push(start, indent)
    if (end - start <= LINE_LIMIT) {
      return
    }
    const bytes = this.#bytes
    let pieceStart = start
    let isInString = false
    let isEscaped = false
    for (let at = start; at < end; at += 1) {
      const byte = bytes[at] ?? 0
      // Neither a character nor an escape sequence is torn apart.
      if (at - pieceStart >= LINE_LIMIT && !isEscaped && (byte & 0xc0) !== 0x80) {
        pieceStart = at
        this.#push(at, indent | IS_CONTINUED | (isInString ? IS_IN_STRING : 0))
      }
      if (isEscaped) {
        isEscaped = false
      } else if (byte === QUOTE) {
        isInString = !isInString
      } else {
        isEscaped = isInString && byte === BACKSLASH
      }
    }
  }

  #push(start: number, mark: number): void {
    if (this.#total === this.#starts.length) {
      this.#starts = grown(this.#starts, new Uint32Array(2 * this.#total))
      this.#marks = grown(this.#marks, new Uint8Array(2 * this.#total))
    }
    this.#starts[this.#total] = start
    this.#marks[this.#total] = mark
    this.#total += 1
  }
}

function grown<T extends Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** The end of the text that `at` is in, behind its quote. */
function endOfString(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === QUOTE) {
      return at + 1
    }
    at += byte === BACKSLASH ? 2 : 1
  }
  return bytes.length
}

function afterSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && (bytes[at] ?? 0) <= 0x20) {
    at += 1
  }
  return at
}
