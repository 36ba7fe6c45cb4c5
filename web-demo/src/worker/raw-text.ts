// The text of the report that was looked at last, line by line.

import type { Notation } from '../logic/model'
import { IndentedText } from '../logic/open/indent'
import { PlainText } from '../logic/open/plain-text'
import type { RawLines } from './protocol'
import { nextTurn } from './time-slices'

/** How many found lines are told. */
const FOUND_LIMIT = 10_000

/** How many lines are searched before messages are looked at. */
const BLOCK = 50_000

type Text = IndentedText | PlainText

interface Source {
  id: number
  bytes: Uint8Array
  notation: Notation
}

export class RawText {
  #last: { id: number; text: Text } | undefined

  lines(source: Source, from: number, to: number): RawLines {
    const text = this.#of(source)
    return { total: text.total, lines: text.lines(from, to) }
  }

  async search(source: Source, wanted: string): Promise<number[]> {
    const text = this.#of(source)
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

  #of({ id, bytes, notation }: Source): Text {
    if (this.#last?.id !== id) {
      this.#last = { id, text: notation === 'json' ? new IndentedText(bytes) : new PlainText(bytes) }
    }
    return this.#last.text
  }
}
