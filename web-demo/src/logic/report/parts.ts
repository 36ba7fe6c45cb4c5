// Where the parts of a report are, in each shape.

import type { Shape } from '../model'
import { index, isObject, list, object, type JsonObject } from './field'

export interface Parts {
  /** Objects whose members are fields of the report, those that override others first. */
  fields: JsonObject[]
  /** What minidump-stackwalk says, or the stack traces of a ping: threads, modules, crash_info. */
  dump: JsonObject
  threads: readonly unknown[]
  modules: readonly unknown[]
  /** Whether frames point into the modules by index, as those of a ping. */
  areFramesAddresses: boolean
  /** Index of the thread that crashed, where the report has such a thread. */
  crashingThread?: number
}

export function partsOf(document: unknown, shape: Shape): Parts {
  const report = object(document)
  switch (shape) {
    case 'processed':
    case 'raw':
      return parts([report], object(report.json_dump), report.crashing_thread)
    case 'stackwalk':
      return parts([report], report)
    case 'crash-data':
      return parts([report], report, report.crashing_thread)
    case 'ping':
      return pingParts(report)
  }
}

function parts(fields: JsonObject[], dump: JsonObject, otherwise?: unknown): Parts {
  const threads = list(dump.threads)
  const said = index(object(dump.crash_info).crashing_thread) ?? index(otherwise)
  // Signatures are made as if a negative index counted from the end.
  const crashing = said !== undefined && said < 0 ? said + threads.length : said
  return {
    fields,
    dump,
    threads,
    modules: list(dump.modules),
    areFramesAddresses: false,
    crashingThread: crashing !== undefined && threads[crashing] !== undefined ? crashing : undefined,
  }
}

/** A ping holds its stacks in itself or in its payload, and annotations beside them in `metadata`. */
function pingParts(ping: JsonObject): Parts {
  const around = [ping]
  let inner = ping
  while (isObject(inner.payload) && around.length < 4) {
    inner = inner.payload
    around.unshift(inner)
  }
  const metrics = object(inner.metrics)
  const fields = [object(inner.metadata), ...around, ...Object.values(metrics).filter(isObject)]
  const traces = [inner.stack_traces, inner.stackTraces].find(isObject)
  const found = parts(fields, traces ?? inner, inner.crashing_thread)
  return { ...found, areFramesAddresses: traces !== undefined && found.modules.length > 0 }
}

/** The name of the module of an index in a ping. */
export function moduleName(modules: readonly unknown[], value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined
  const name = object(modules[value]).filename
  return typeof name === 'string' ? name : undefined
}
