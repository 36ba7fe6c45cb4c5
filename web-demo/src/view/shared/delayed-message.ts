import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js'

/** Something to wait for: a Solid resource, a `Query`, or a signal. */
type Waiting = { readonly loading: boolean } | Accessor<boolean>

/** What to show meanwhile: nothing for 100 ms, since most responses arrive by then, and then the message. */
export function delayedMessage(waiting: Waiting, message = 'Working…'): Accessor<string | undefined> {
  const [shown, setShown] = createSignal<string>()
  const isWaiting = () => ('loading' in waiting ? waiting.loading : waiting())
  createEffect(() => {
    setShown(undefined)
    if (!isWaiting()) {
      return
    }
    const timer = setTimeout(() => setShown(message), 100)
    onCleanup(() => clearTimeout(timer))
  })
  return shown
}
