// Stack traces of pings, of either version, in the words of a stackwalker. Frames and modules stay as they are: there may be
// a great many, and whoever reads them knows their names.

import { first, index, isObject, list, object, onlyText, parsed, type JsonObject } from '../field'
import { OLD_THREAD, TRACES } from './names'

/** An object of stack traces, or one that is JSON inside a text. */
export function readTraces(value: unknown): JsonObject | undefined {
  const traces = parsed(value)
  if (!isObject(traces)) {
    return undefined
  }
  const info = object(traces.crash_info)
  const type = first(info, ['type']) ?? first(traces, TRACES.type)
  const address = first(info, ['address']) ?? first(traces, TRACES.address)
  const threads = list(traces.threads)
  const around = {
    status: first(traces, TRACES.status),
    main_module: first(traces, TRACES.mainModule),
    modules: list(traces.modules),
  }
  // A crash address alone stands for a thread.
  if (threads.length === 0 && onlyText(address) !== undefined) {
    return { ...around, crash_info: { ...info, type, address, crashing_thread: 0 }, threads: [{ frames: [] }] }
  }
  // A ping has only the thread that crashed, or in a hang all, and then the first is meant.
  const thread = crashThread(info) ?? crashThread(traces) ?? 0
  return { ...around, crash_info: { ...info, type, address, crashing_thread: thread }, threads }
}

function crashThread(members: JsonObject): number | undefined {
  return index(first(members, [...TRACES.thread, OLD_THREAD]))
}
