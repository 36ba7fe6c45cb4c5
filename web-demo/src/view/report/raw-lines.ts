import { createSignal, type Accessor } from 'solid-js'
import type { Engine } from '../../worker/protocol'

/** How many lines are asked for at a time. */
const WINDOW = 200

/** Longer documents are cut: no browser draws a list that high. They can be saved whole. */
export const MOST_LINES = 500_000

/** The lines of a report's JSON, asked for as they come into view. */
export function createRawLines(engine: Engine, id: number, fail: (error: unknown) => void) {
  const windows = new Map<number, Accessor<readonly string[] | undefined>>()
  const [total, setTotal] = createSignal<number>()

  const ask = (number: number): Accessor<readonly string[] | undefined> => {
    const [lines, setLines] = createSignal<readonly string[]>()
    engine.raw(id, number * WINDOW, (number + 1) * WINDOW).then((answer) => {
      setLines(answer.lines)
      setTotal(answer.total)
    }, fail)
    return lines
  }

  const line = (index: number): string | undefined => {
    const number = Math.floor(index / WINDOW)
    let lines = windows.get(number)
    if (!lines) {
      windows.set(number, (lines = ask(number)))
    }
    return lines()?.[index % WINDOW]
  }

  line(0)
  return { total, line }
}
