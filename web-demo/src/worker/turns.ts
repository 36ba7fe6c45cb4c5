// Work in pieces, so that messages get through in between: without that, nothing could be cancelled.

/** How long work goes on before messages are looked at. */
const SLICE = 30

/** Lets everything run that waits, messages included. Timers would wait for milliseconds each time. */
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

export class Turns {
  readonly #signal: AbortSignal
  #since = performance.now()

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  /** Goes on at once, or a moment later where that was long ago. Throws an AbortError when cancelled. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since > SLICE) {
      await nextTurn()
      this.#since = performance.now()
    }
    if (this.#signal.aborted) {
      throw abortError()
    }
  }
}
