import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js'

/** How many items are drawn per frame: few enough that no frame is late. */
const STEP = 40

/** The first items at once, and more with each frame until all are drawn, so that the page stays responsive. */
export function incrementalList<T>(items: Accessor<readonly T[]>): Accessor<readonly T[]> {
  const [more, setMore] = createSignal(undefined, { equals: false })
  let most = STEP
  let last: readonly T[] = []
  const drawn = createMemo(() => {
    more()
    const now = items()
    // Different items start with as many as were drawn before.
    if (now !== last) {
      most = Math.max(STEP, Math.min(most, last.length))
    }
    last = now
    return now.slice(0, most)
  })
  createEffect(() => {
    if (drawn().length >= items().length) {
      return
    }
    const frame = requestAnimationFrame(() => {
      most += STEP
      setMore()
    })
    onCleanup(() => cancelAnimationFrame(frame))
  })
  return drawn
}
