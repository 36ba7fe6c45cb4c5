import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/** Something that is being waited for: a Solid resource, an `Answer`, or a signal. */
type Waiting = { readonly loading: boolean } | Accessor<boolean>

/** What to show meanwhile: nothing for 100 ms, since most answers are there by then, and then a quiet word. */
export function later(waiting: Waiting, word = 'Working…'): Accessor<string | undefined> {
  const [shown, setShown] = createSignal<string>()
  const isWaiting = () => ('loading' in waiting ? waiting.loading : waiting())
  createEffect(() => {
    setShown(undefined)
    if (!isWaiting()) return
    const timer = setTimeout(() => setShown(word), 100)
    onCleanup(() => clearTimeout(timer))
  })
  return shown
}
