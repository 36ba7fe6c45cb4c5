// The JSON of the report that was looked at last, line by line.

import { IndentedText } from '../logic/open/indent'
import type { RawLines } from './protocol'
import { nextTurn } from './turns'

/** How many found lines are told. */
const FOUND_LIMIT = 10_000

/** How many lines are searched before messages are looked at. */
const BLOCK = 50_000

export class RawText {
  #last: { id: number; text: IndentedText } | undefined

  lines(id: number, bytes: Uint8Array, from: number, to: number): RawLines {
    const text = this.#of(id, bytes)
    return { total: text.total, lines: text.lines(from, to) }
  }

  async search(id: number, bytes: Uint8Array, wanted: string): Promise<number[]> {
    const text = this.#of(id, bytes)
    const found: number[] = []
    for (let start = 0; start < text.total && found.length < FOUND_LIMIT; start += BLOCK) {
      found.push(...text.search(wanted, start, start + BLOCK))
      await nextTurn()
    }
    return found.slice(0, FOUND_LIMIT)
  }

  /** Forgets a report, or whichever it is. */
  forget(id?: number): void {
    if (id === undefined || this.#last?.id === id) {
      this.#last = undefined
    }
  }

  #of(id: number, bytes: Uint8Array): IndentedText {
    if (this.#last?.id !== id) {
      this.#last = { id, text: new IndentedText(bytes) }
    }
    return this.#last.text
  }
}
