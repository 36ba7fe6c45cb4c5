import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'

/** What is drawn at a time: little enough for no frame to be late. */
const STEP = 40

/** The first of the items at once, and some more with each frame until all are there: the page never stops. */
export function gradually<T>(items: Accessor<readonly T[]>): Accessor<readonly T[]> {
  const [more, setMore] = createSignal(undefined, { equals: false })
  let most = STEP
  let last: readonly T[] = []
  const drawn = createMemo(() => {
    more()
    const now = items()
    // Other items begin with as many as there were.
    if (now !== last) most = Math.max(STEP, Math.min(most, last.length))
    last = now
    return now.slice(0, most)
  })
  createEffect(() => {
    if (drawn().length >= items().length) return
    const frame = requestAnimationFrame(() => {
      most += STEP
      setMore()
    })
    onCleanup(() => cancelAnimationFrame(frame))
  })
  return drawn
}
