// Stack traces of pings, of either version, in the words of a stackwalker. Frames and modules stay as they are: there may be
// a great many, and whoever reads them knows their names.

import { first, index, isObject, list, object, parsed, type JsonObject } from '../field'
import { TRACES } from './names'

/** An object of stack traces, or one that is JSON inside a text. */
export function readTraces(value: unknown): JsonObject | undefined {
  const traces = parsed(value)
  if (!isObject(traces)) return undefined
  const info = object(traces.crash_info)
  const thread = index(first(traces, TRACES.thread)) ?? index(info.crashing_thread)
  return {
    status: first(traces, TRACES.status),
    crash_info: {
      ...info,
      type: first(traces, TRACES.type) ?? info.type,
      address: first(traces, TRACES.address) ?? info.address,
      // A ping has only the thread that crashed, or in a hang all, and then the first is meant.
      crashing_thread: thread ?? 0,
    },
    main_module: first(traces, TRACES.mainModule),
    modules: list(traces.modules),
    threads: list(traces.threads),
  }
}
