// Long work in slices, so that messages get through in between. Otherwise nothing could be cancelled.

/** How long a slice is, in milliseconds. */
const SLICE = 30

/** Lets everything run that is waiting, including messages. A timer would take milliseconds each time. */
export function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      port1.close()
      resolve(undefined)
    })
    port1.start()
    port2.postMessage(undefined)
  })
}

export function abortError(): Error {
  return new DOMException('Opening was cancelled', 'AbortError')
}

export class TimeSlices {
  readonly #signal: AbortSignal
  #since = performance.now()

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  /** Returns at once, unless the slice is over: then everything that is waiting runs first. Throws an AbortError if cancelled. */
  async yieldIfDue(): Promise<void> {
    if (performance.now() - this.#since > SLICE) {
      await nextTurn()
      this.#since = performance.now()
    }
    if (this.#signal.aborted) {
      throw abortError()
    }
  }
}
