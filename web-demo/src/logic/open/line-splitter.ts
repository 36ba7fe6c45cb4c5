// Splits bytes that come in chunks into lines.

import { isBlank } from './sniff'

export interface Line {
  /** From 1. */
  number: number
  /** Without its line end; absent where it is too long to be kept. */
  bytes?: Uint8Array
}

export class LineSplitter {
  readonly #limit: number
  /** The beginning of a line whose end hasn't come yet. */
  #parts: Uint8Array[] = []
  #length = 0
  #number = 1

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The number of the line that isn't whole yet. */
  get number(): number {
    return this.#number
  }

  /** How many bytes of it there are. */
  get pending(): number {
    return this.#length
  }

  /** The lines that this chunk ends. Blank ones are left out. */
  *push(chunk: Uint8Array): Generator<Line> {
    let start = 0
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      this.#keep(chunk.subarray(start, end))
      start = end + 1
      yield* this.#take()
    }
    this.#keep(chunk.subarray(start))
  }

  /** The last line, where it has no line end. */
  *end(): Generator<Line> {
    yield* this.#take()
  }

  #keep(part: Uint8Array): void {
    this.#length += part.length
    if (this.#length > this.#limit) {
      this.#parts = []
    } else if (part.length > 0) {
      this.#parts.push(part)
    }
  }

  *#take(): Generator<Line> {
    const number = this.#number
    const isTooLong = this.#length > this.#limit
    const bytes = joined(this.#parts)
    this.#parts = []
    this.#length = 0
    this.#number += 1
    if (isTooLong) {
      yield { number }
    } else if (!isBlank(bytes)) {
      yield { number, bytes: bytes.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes }
    }
  }
}

/** The parts one after the other. A single one is given back as it is. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts
  if (first !== undefined && parts.length === 1) {
    return first
  }
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
