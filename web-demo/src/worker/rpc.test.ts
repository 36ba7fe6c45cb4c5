import { afterEach, expect, test } from 'vitest'
import type { Engine, ListTexts, OpenInput, Progress } from './protocol'
import { connect, serve } from './rpc'
import type { Port, WorkerPort } from './rpc'

type Listener = (event: MessageEvent) => void

/** A worker in this thread, over a real channel, that can break down. */
class FakeWorker implements WorkerPort {
  readonly #channel = new MessageChannel()
  readonly #broken: ((event: Event) => void)[] = []
  isTerminated = false

  constructor(make: (firstId: number) => Promise<Engine>) {
    serve(portOf(this.#channel.port2), make)
  }

  postMessage(message: unknown): void {
    this.#channel.port1.postMessage(message)
  }

  addEventListener(type: string, listener: Listener | ((event: Event) => void)): void {
    if (type === 'message') {
      portOf(this.#channel.port1).addEventListener('message', listener)
    } else if (type === 'error') {
      this.#broken.push(listener as (event: Event) => void)
    }
  }

  break(message: string): void {
    for (const listener of this.#broken) {
      listener(Object.assign(new Event('error'), { message }))
    }
  }

  terminate(): void {
    this.isTerminated = true
    this.#channel.port1.close()
  }
}

function portOf(port: MessagePort): Port {
  port.start()
  return {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (type, listener) => port.addEventListener(type, listener),
  }
}

/** An engine of which only some methods are called here. */
function engineOf(methods: Partial<Engine>): Engine {
  return methods as Engine
}

const workers: FakeWorker[] = []

function connected(make: (firstId: number) => Promise<Engine>, onCrash?: (message: string) => void): Engine {
  return connect(() => {
    const worker = new FakeWorker(make)
    workers.push(worker)
    return worker
  }, onCrash)
}

afterEach(() => {
  for (const worker of workers.splice(0)) {
    worker.terminate()
  }
})

const texts: ListTexts = {
  irrelevant_signature_re: 'a',
  prefix_signature_re: 'b',
  signatures_with_line_numbers_re: 'c',
  signature_sentinels: 'd',
}

test('answers come to whoever asked, in any order', async () => {
  const engine = connected(async () =>
    engineOf({
      raw: async (id, from, to) => {
        await new Promise((resolve) => setTimeout(resolve, id === 1 ? 20 : 0))
        return { total: id, lines: [`${from}-${to}`] }
      },
    }),
  )
  expect(await Promise.all([engine.raw(1, 2, 3), engine.raw(4, 5, 6)])).toEqual([
    { total: 1, lines: ['2-3'] },
    { total: 4, lines: ['5-6'] },
  ])
})

test('errors keep their name and message, also those of the start, which is tried again', async () => {
  let starts = 0
  const engine = connected(async () => {
    starts += 1
    if (starts < 3) {
      throw new TypeError(`start ${starts} failed`)
    }
    return engineOf({
      debugLog: async () => {
        throw Object.assign(new Error('byte 7: no'), { name: 'ReportError' })
      },
    })
  })
  await expect(engine.view(1)).rejects.toMatchObject({
    name: 'TypeError',
    message: expect.stringMatching(/^start [12] failed$/) as unknown,
  })
  await engine.view(1).catch(() => undefined)
  await expect(engine.debugLog(1)).rejects.toMatchObject({ name: 'ReportError', message: 'byte 7: no' })
})

test('an answer that can’t be sent is an error', async () => {
  const engine = connected(async () => engineOf({ debugLog: async () => [(() => 1) as unknown as string] }))
  await expect(engine.debugLog(1)).rejects.toThrow(/clone/)
})

test('progress comes, and cancelling gets through', async () => {
  const engine = connected(async () =>
    engineOf({
      open: (inputs, signal, onProgress) =>
        new Promise((_, reject) => {
          onProgress({ what: String(inputs.length), done: 1, unit: 'bytes' })
          signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
        }),
    }),
  )
  const controller = new AbortController()
  const told: Progress[] = []
  const inputs: OpenInput[] = [{ kind: 'text', name: 'pasted', text: '{}' }]
  const opening = engine.open(inputs, controller.signal, (progress) => {
    told.push(progress)
    controller.abort()
  })
  await expect(opening).rejects.toMatchObject({ name: 'AbortError', message: 'stopped' })
  expect(told).toEqual([{ what: '1', done: 1, unit: 'bytes' }])
  await expect(engine.open(inputs, controller.signal, () => {})).rejects.toMatchObject({ name: 'AbortError' })
})

test('after a breakdown all that was asked is rejected, and the next call has a new worker', async () => {
  const firstIds: number[] = []
  const lists: ListTexts[] = []
  const messages: string[] = []
  const engine = connected(
    async (firstId) => {
      firstIds.push(firstId)
      return engineOf({
        view: () => new Promise(() => {}),
        debugLog: async () => ['fine'],
        setLists: async (given) => {
          lists.push(given)
          return { findings: [], milliseconds: 0 }
        },
      })
    },
    (message) => messages.push(message),
  )
  await engine.setLists(texts)
  const hanging = engine.view(1)
  workers[0]?.break('out of memory')
  await expect(hanging).rejects.toMatchObject({
    name: 'WorkerCrash',
    message: expect.stringMatching(/out of memory.*open the reports again/i) as unknown,
  })
  expect(workers[0]?.isTerminated).toBe(true)
  expect(messages).toHaveLength(1)

  expect(await engine.debugLog(1)).toEqual(['fine'])
  expect(workers).toHaveLength(2)
  // No id is given twice, and the edits are known again.
  expect(firstIds).toEqual([1, 1_000_001])
  expect(lists).toEqual([texts, texts])

  // What the broken one still has to say is nothing to the new one.
  workers[0]?.break('again')
  expect(messages).toHaveLength(1)
})
