// Where the parts of a report are, in each shape.

import type { Shape } from '../model'
import { index, isObject, list, object, type JsonObject } from './field'
import { readPing, type Ping } from './ping/ping'
import { readTraces } from './ping/traces'

export interface Parts {
  /** Objects whose members are fields of the report, those that override others first. */
  fields: JsonObject[]
  /** What minidump-stackwalk says, or the stack traces of a ping in its words: threads, modules, crash_info. */
  dump: JsonObject
  threads: readonly unknown[]
  modules: readonly unknown[]
  /** Whether frames are addresses that point into the modules by index, as those of a ping. */
  areFramesAddresses: boolean
  /** Index of the thread that crashed, where the report has such a thread. */
  crashingThread?: number
  /** The index that the report gives, where it has threads and none of that index. */
  missingThread?: number
}

/** By document: a ping may have megabytes of JSON inside a text, and each thread is asked for by itself. */
const known = new WeakMap<JsonObject, Partial<Record<Shape, Parts>>>()

export function partsOf(document: unknown, shape: Shape): Parts {
  if (!isObject(document)) {
    return readParts({}, shape)
  }
  const found = known.get(document) ?? {}
  known.set(document, found)
  return (found[shape] ??= readParts(document, shape))
}

function readParts(report: JsonObject, shape: Shape): Parts {
  switch (shape) {
    case 'processed':
      return parts([report], object(report.json_dump), report.crashing_thread)
    case 'raw':
      return rawParts(report)
    case 'stackwalk':
      return parts([report], ofOneThread(report))
    case 'crash-data':
      return parts([report], report, report.crashing_thread)
    case 'ping':
      return pingParts(readPing(report), report)
  }
}

function parts(fields: JsonObject[], dump: JsonObject, otherwise?: unknown): Parts {
  const threads = list(dump.threads)
  const said = index(object(dump.crash_info).crashing_thread) ?? index(otherwise)
  // Signatures are made as if a negative index counted from the end.
  const crashing = said !== undefined && said < 0 ? said + threads.length : said
  const isThere = crashing !== undefined && threads[crashing] !== undefined
  return {
    fields,
    dump,
    threads,
    modules: list(dump.modules),
    areFramesAddresses: false,
    crashingThread: isThere ? crashing : undefined,
    missingThread: isThere || threads.length === 0 ? undefined : said,
  }
}

/** Annotations may have the stacks beside them that a program walked by itself. */
function rawParts(report: JsonObject): Parts {
  const traces = isObject(report.json_dump) ? undefined : readTraces(report.StackTraces)
  if (traces === undefined) {
    return parts([report], object(report.json_dump), report.crashing_thread)
  }
  const { StackTraces: _, ...annotations } = report
  return pingParts({ fields: [annotations], traces }, report)
}

/** Without stack traces, a job may have made crash data of a ping. */
function pingParts({ fields, traces }: Ping, report: JsonObject): Parts {
  return traces === undefined
    ? parts(fields, report, report.crashing_thread)
    : { ...parts(fields, traces), areFramesAddresses: true }
}

/** What a stackwalker says, also where all was cut away but the thread that crashed. */
function ofOneThread(report: JsonObject): JsonObject {
  const thread = isObject(report.crashing_thread) ? report.crashing_thread : report
  if (Array.isArray(report.threads) || !Array.isArray(thread.frames)) {
    return report
  }
  return { ...report, threads: [thread], crash_info: { ...object(report.crash_info), crashing_thread: 0 } }
}
