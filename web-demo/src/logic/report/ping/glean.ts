// The crash ping of Glean: as it is sent, with dotted names of metrics, and as a row of its table, with columns.

import { object, parsed, type JsonObject } from '../field'
import { CLIENT_INFO, COLUMNS } from './names'
import type { Ping } from './ping'
import { readTraces } from './traces'
import { annotationOf } from './values'

export function readGlean({ metrics, client_info: client, ping_info: about, ...row }: JsonObject): Ping {
  let traces: JsonObject | undefined
  const fields: [string, unknown][] = []
  for (const group of Object.values(object(parsed(metrics)))) {
    for (const [metric, value] of Object.entries(object(group))) {
      const column = metric.replaceAll('.', '_')
      const read = column === 'crash_stack_traces' ? readTraces(value) : undefined
      if (read === undefined) {
        fields.push(fieldOf(column, value))
      } else {
        traces ??= read
      }
    }
  }
  const annotations = Object.fromEntries(fields)
  const pingInfo = renamed(about, (name) => `ping_info.${name}`)
  return { traces, fields: [annotations, clientInfo(client, annotations), pingInfo, row] }
}

function fieldOf(column: string, value: unknown): [string, unknown] {
  const field = Object.hasOwn(COLUMNS, column) ? COLUMNS[column] : undefined
  const name = field ?? column.replace(/^crash_/, '')
  return [name, annotationOf(name, value)]
}

/** What the program was that sent the ping. It may be a later version than the one that crashed, which the metrics are of. */
function clientInfo(client: unknown, annotations: JsonObject): JsonObject {
  const isField = (name: string): boolean => CLIENT_INFO.includes(name) && !Object.hasOwn(annotations, name)
  return renamed(client, (name) => (isField(name) ? name : `client_info.${name}`))
}

function renamed(value: unknown, nameOf: (name: string) => string): JsonObject {
  const members = Object.entries(object(parsed(value)))
  return Object.fromEntries(members.map(([name, member]) => [nameOf(name), member]))
}
