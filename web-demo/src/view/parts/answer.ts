import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'

/** What the worker answered. Unlike a Solid resource, it neither suspends the page nor throws while it is drawn. */
export interface Answer<T> {
  /** The last answer; stays while the next one is waited for, unless the question is about something else. */
  readonly value: T | undefined
  /** Why there is none, in words. */
  readonly error: string | undefined
  readonly loading: boolean
}

/** Asks each time the question changes; only the last answer counts. An undefined question isn't asked. */
export function answer<Q, T>(question: Accessor<Q | undefined>, ask: (question: Q) => Promise<T>): Answer<T> {
  const [value, setValue] = createSignal<T>()
  const [error, setError] = createSignal<string>()
  const [loading, setLoading] = createSignal(false)
  createEffect(
    on(question, (asked) => {
      setError(undefined)
      if (asked === undefined) {
        setValue(undefined)
        setLoading(false)
        return
      }
      let isCurrent = true
      onCleanup(() => (isCurrent = false))
      setLoading(true)
      ask(asked).then(
        (answered) => {
          if (!isCurrent) return
          setValue(() => answered)
          setLoading(false)
        },
        (reason: unknown) => {
          if (!isCurrent) return
          setValue(undefined)
          setError(reason instanceof Error ? reason.message : String(reason))
          setLoading(false)
        },
      )
    }),
  )
  return {
    get value() {
      return value()
    },
    get error() {
      return error()
    },
    get loading() {
      return loading()
    },
  }
}
