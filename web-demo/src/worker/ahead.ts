// A look at the beginning of what is read, before it is known what to do with it.

import { joined } from '../logic/open/lines'

export class Ahead {
  readonly #source: AsyncIterator<Uint8Array>
  #parts: Uint8Array[] = []
  #length = 0
  #isAll = false

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Whether there is no more to come. */
  get isAll(): boolean {
    return this.#isAll
  }

  /** How many bytes were read in all. */
  get length(): number {
    return this.#length
  }

  /** Reads on until that many bytes are there, or all. */
  async atLeast(length: number): Promise<void> {
    while (this.#length < length && (await this.#more())) {
      // Each turn reads a chunk.
    }
  }

  /** What was read, as one. */
  beginning(): Uint8Array {
    const whole = joined(this.#parts)
    this.#parts = [whole]
    return whole
  }

  /** All of it, from the beginning; it is gone afterwards. */
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

  /** Reads no more. */
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
