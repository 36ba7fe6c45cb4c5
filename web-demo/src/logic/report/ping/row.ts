// Annotations beside stack traces in one object: a row that jobs read, the payload of an old ping, annotations with stack
// traces among them.

import { isObject, object, parsed, type JsonObject } from '../field'
import { ROW, STACK_TRACES } from './names'
import type { Ping } from './ping'
import { readTraces } from './traces'
import { annotationOf } from './values'

/** What stands in `metadata` overrides what stands beside it. */
export function readRow(row: JsonObject): Ping {
  const metadata = object(parsed(row.metadata))
  const traces = tracesIn(row) ?? tracesIn(metadata)
  return { traces, fields: [metadata, row].map((fields) => annotations(fields, traces !== undefined)) }
}

function tracesIn(fields: JsonObject): JsonObject | undefined {
  for (const name of STACK_TRACES) {
    const traces = readTraces(fields[name])
    if (traces !== undefined) {
      return traces
    }
  }
  return undefined
}

function annotations(fields: JsonObject, areTracesRead: boolean): JsonObject {
  const members = Object.entries(fields).flatMap(([column, value]): [string, unknown][] => {
    // A job that writes nothing as JSON.
    if (value === 'null' || (areTracesRead && STACK_TRACES.includes(column))) {
      return []
    }
    const name = Object.hasOwn(ROW, column) ? (ROW[column] ?? column) : column
    // Fields are looked for in other objects too: an environment, an application.
    const isAround = isObject(value) && name !== 'async_shutdown_timeout'
    return [[name, isAround ? value : annotationOf(name, value)]]
  })
  return Object.fromEntries(members)
}
