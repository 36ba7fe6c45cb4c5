// Calls across the border between page and worker, as messages.

import type { Engine, ListTexts, Opened, OpenInput, Progress } from './protocol'

type Method = Exclude<keyof Engine, 'open'>

type Ask =
  | { kind: 'start'; firstId: number }
  | { kind: 'open'; call: number; inputs: OpenInput[] }
  | { kind: 'call'; call: number; method: Method; args: unknown[] }
  | { kind: 'cancel'; call: number }

type Reply =
  | { kind: 'done'; call: number; value: unknown }
  | { kind: 'failed'; call: number; name: string; message: string }
  | { kind: 'progress'; call: number; progress: Progress }

/** An end of a line of messages: a port, a worker, or a worker's own scope. */
export interface Port {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/** A worker as the page sees it. */
export interface WorkerPort extends Port {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void
  terminate(): void
}

/** Ids of reports start anew with each worker, this far apart: none is given twice. */
const IDS_PER_WORKER = 1_000_000

/** The worker's end. `make` makes the engine, whose first report gets the given id. */
export function serve(port: Port, make: (firstId: number) => Promise<Engine>): void {
  const running = new Map<number, AbortController>()
  let firstId = 1
  let made: Promise<Engine> | undefined
  const reply = (message: Reply): void => port.postMessage(message)

  /** Made once; where that failed, it is tried again with the next call. */
  function engine(): Promise<Engine> {
    made ??= make(firstId).catch((error: unknown) => {
      made = undefined
      throw error
    })
    return made
  }

  async function run(call: number, work: (engine: Engine) => Promise<unknown>): Promise<void> {
    try {
      const value = await work(await engine())
      reply({ kind: 'done', call, value })
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      reply({ kind: 'failed', call, name, message })
    } finally {
      running.delete(call)
    }
  }

  port.addEventListener('message', ({ data }: MessageEvent<Ask>) => {
    switch (data.kind) {
      case 'start':
        firstId = data.firstId
        // Whoever calls gets to know of a failure.
        engine().catch(() => undefined)
        return
      case 'cancel':
        running.get(data.call)?.abort()
        return
      case 'open': {
        const controller = new AbortController()
        running.set(data.call, controller)
        const onProgress = (progress: Progress): void => reply({ kind: 'progress', call: data.call, progress })
        void run(data.call, (to) => to.open(data.inputs, controller.signal, onProgress))
        return
      }
      case 'call':
        void run(data.call, (to) => apply(to, data.method, data.args))
    }
  })
}

function apply(engine: Engine, method: Method, args: unknown[]): Promise<unknown> {
  // Both ends are built from the same sources: the arguments are those that the method takes.
  const run = engine[method] as (...args: unknown[]) => Promise<unknown>
  return run.apply(engine, args)
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
  onProgress?: (progress: Progress) => void
}

/** The page's end. `start` starts a worker: at once, and again after one broke down. `onCrash` is told of that. */
export function connect(start: () => WorkerPort, onCrash: (message: string) => void = () => {}): Engine {
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let workers = 0
  let worker: WorkerPort | undefined
  let lists: ListTexts | undefined

  function crashed(broken: WorkerPort, reason: string): void {
    if (worker !== broken) {
      return
    }
    worker = undefined
    broken.terminate()
    const message = `The part of the page that reads reports crashed (${reason}). It starts again by itself; open the reports again.`
    const all = [...waiting.values()]
    waiting.clear()
    for (const { reject } of all) {
      reject(named('WorkerCrash', message))
    }
    onCrash(message)
  }

  function receive({ data }: MessageEvent<Reply>): void {
    const call = waiting.get(data.call)
    if (data.kind === 'progress') {
      call?.onProgress?.(data.progress)
      return
    }
    waiting.delete(data.call)
    if (data.kind === 'done') {
      call?.resolve(data.value)
    } else {
      call?.reject(named(data.name, data.message))
    }
  }

  function running(): WorkerPort {
    if (worker !== undefined) {
      return worker
    }
    const started = start()
    worker = started
    started.addEventListener('message', (event) => {
      if (worker === started) {
        receive(event)
      }
    })
    started.addEventListener('error', (event) => {
      crashed(
        started,
        'message' in event && typeof event.message === 'string' && event.message !== ''
          ? event.message
          : 'it gave no reason',
      )
    })
    started.addEventListener('messageerror', () => crashed(started, 'a reply could not be read'))
    post(started, { kind: 'start', firstId: workers * IDS_PER_WORKER + 1 })
    workers += 1
    if (lists !== undefined) {
      // The new worker knows nothing of edits; nobody waits for what it says.
      post(started, { kind: 'call', call: 0, method: 'setLists', args: [lists] })
    }
    return started
  }

  function post(port: WorkerPort, message: Ask): void {
    port.postMessage(message)
  }

  function ask(
    make: (call: number) => Ask,
    onProgress?: (progress: Progress) => void,
  ): { call: number; reply: Promise<unknown> } {
    calls += 1
    const call = calls
    const reply = new Promise<unknown>((resolve, reject) => {
      const to = running()
      waiting.set(call, { resolve, reject, onProgress })
      try {
        post(to, make(call))
      } catch (error) {
        waiting.delete(call)
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    })
    return { call, reply }
  }

  function call<M extends Method>(method: M): Engine[M] {
    const run = (...args: unknown[]): Promise<unknown> => ask((id) => ({ kind: 'call', call: id, method, args })).reply
    // Both ends are built from the same sources: the reply is what the method gives.
    return run as Engine[M]
  }

  async function open(
    inputs: OpenInput[],
    signal: AbortSignal,
    onProgress: (progress: Progress) => void,
  ): Promise<Opened> {
    if (signal.aborted) {
      throw named('AbortError', 'Opening was cancelled')
    }
    const { call: id, reply } = ask((call) => ({ kind: 'open', call, inputs }), onProgress)
    const cancel = (): void => {
      if (worker !== undefined) {
        post(worker, { kind: 'cancel', call: id })
      }
    }
    signal.addEventListener('abort', cancel)
    try {
      return (await reply) as Opened
    } finally {
      signal.removeEventListener('abort', cancel)
    }
  }

  running()
  const setLists = call('setLists')
  return {
    open,
    close: call('close'),
    view: call('view'),
    thread: call('thread'),
    frameMatches: call('frameMatches'),
    explanation: call('explanation'),
    debugLog: call('debugLog'),
    without: call('without'),
    raw: call('raw'),
    rawSearch: call('rawSearch'),
    original: call('original'),
    setLists: (texts) => {
      lists = texts
      return setLists(texts)
    },
    coverage: call('coverage'),
    builtInLists: call('builtInLists'),
    compare: call('compare'),
    markdown: call('markdown'),
    bugComment: call('bugComment'),
    bugUrl: call('bugUrl'),
    html: call('html'),
  }
}

function named(name: string, message: string): Error {
  return name === 'AbortError' ? new DOMException(message, name) : Object.assign(new Error(message), { name })
}
