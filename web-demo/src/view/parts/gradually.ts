import { createEffect, createMemo, createSignal, onCleanup, untrack, type Accessor } from 'solid-js'

/** What is drawn at a time: little enough for no frame to be late. */
const STEP = 40

/** The first of the items at once, and some more with each frame until all are there: the page never stops. */
export function gradually<T>(items: Accessor<readonly T[]>): Accessor<readonly T[]> {
  const [most, setMost] = createSignal(STEP)
  // Other items begin anew; those that were drawn before stay.
  createEffect((before: readonly T[]) => {
    const now = items()
    if (untrack(most) > STEP && now.length > before.length) setMost(Math.max(STEP, before.length))
    return now
  }, [])
  createEffect(() => {
    if (most() >= items().length) return
    const frame = requestAnimationFrame(() => setMost((before) => before + STEP))
    onCleanup(() => cancelAnimationFrame(frame))
  })
  return createMemo(() => items().slice(0, most()))
}
