// Looks at the beginning of a stream before the rest is read, to find out what it is.

import { joined } from '../logic/open/line-splitter'

export class Lookahead {
  readonly #source: AsyncIterator<Uint8Array>
  #parts: Uint8Array[] = []
  #length = 0
  #isAll = false

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Whether everything was read. */
  get isAll(): boolean {
    return this.#isAll
  }

  /** How many bytes were read in total. */
  get length(): number {
    return this.#length
  }

  /** Reads until there are that many bytes, or to the end. */
  async atLeast(length: number): Promise<void> {
    while (this.#length < length && (await this.#more())) {
      // Each turn reads a chunk.
    }
  }

  /** The bytes read so far, in one piece. */
  beginning(): Uint8Array {
    const whole = joined(this.#parts)
    this.#parts = [whole]
    return whole
  }

  /** The whole stream, from its beginning. Nothing of it is kept. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      for (const part of this.#parts.splice(0)) {
        yield part
      }
      if (!(await this.#more())) {
        return
      }
    }
  }

  /** Stops reading. */
  async stop(): Promise<void> {
    this.#parts = []
    await this.#source.return?.()
  }

  async #more(): Promise<boolean> {
    if (this.#isAll) {
      return false
    }
    const { value, done } = await this.#source.next()
    if (done === true) {
      this.#isAll = true
      return false
    }
    this.#parts.push(value)
    this.#length += value.length
    return true
  }
}
