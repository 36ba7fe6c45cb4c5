// What the tests of the engine have in common.

import { readFileSync } from 'node:fs'
import * as siggen from 'siggen-wasm'
import { createEngine } from './engine'
import type { EngineOptions } from './engine'
import type { Engine, Opened, OpenInput } from './protocol'

const TESTDATA = new URL('../../../testdata/', import.meta.url)

export function testdata(path: string): Buffer {
  return readFileSync(new URL(path, TESTDATA))
}

export function engineWith(options: EngineOptions = {}): Engine {
  return createEngine(siggen, options)
}

export function file(name: string, content: string | Uint8Array): OpenInput {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { kind: 'file', file: new File([bytes.slice()], name) }
}

export function open(engine: Engine, ...inputs: OpenInput[]): Promise<Opened> {
  return engine.open(inputs, new AbortController().signal, () => {})
}

/** Crash data of one thread with these functions. */
export function crash(...functions: string[]): string {
  return JSON.stringify({
    crashing_thread: 0,
    threads: [{ frames: functions.map((name) => ({ function: name })) }],
  })
}
