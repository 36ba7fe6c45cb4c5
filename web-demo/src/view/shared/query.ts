import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'

/** A request to the worker. Unlike a Solid resource, it neither suspends the page nor throws while it is drawn. */
export interface Query<T> {
  /** The last response; stays while the next one is awaited, unless the question is undefined. */
  readonly value: T | undefined
  /** Why there is no response, for people. */
  readonly error: string | undefined
  readonly loading: boolean
}

/** Asks each time the question changes; only the last response counts. An undefined question is not asked. */
export function createQuery<Q, T>(question: Accessor<Q | undefined>, ask: (question: Q) => Promise<T>): Query<T> {
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
        (response) => {
          if (!isCurrent) {
            return
          }
          setValue(() => response)
          setLoading(false)
        },
        (reason: unknown) => {
          if (!isCurrent) {
            return
          }
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
