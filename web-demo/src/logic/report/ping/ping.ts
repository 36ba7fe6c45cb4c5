// A crash ping, in whichever form it was stored: what it says under the names of fields, and its stack traces.

import { isObject, list, parsed, type JsonObject } from '../field'
import { readGlean } from './glean'
import { OLD_THREAD, STACK_TRACES, TRACES } from './names'
import { readRow } from './row'
import { readTelemetry } from './telemetry'
import { readTraces } from './traces'

export interface Ping {
  /** Objects whose members are fields of the report, those that override others first. */
  fields: JsonObject[]
  /** In the words of a stackwalker; absent where the ping has none. */
  traces?: JsonObject
}

export function readPing(ping: JsonObject): Ping {
  if (isObject(parsed(ping.metrics))) {
    return readGlean(ping)
  }
  if (isObject(parsed(ping.payload))) {
    return readTelemetry(ping)
  }
  if (STACK_TRACES.some((name) => name in ping)) {
    return readRow(ping)
  }
  if (Array.isArray(ping.stack) && !('threads' in ping)) {
    return stackAlone(ping)
  }
  return isTraces(ping) ? tracesAlone(ping) : readRow(ping)
}

/** Whether these are stack traces by themselves, and not what a job has made of a ping. */
function isTraces(ping: JsonObject): boolean {
  const names = [...TRACES.type, ...TRACES.address, ...TRACES.thread, ...TRACES.mainModule, 'crash_info']
  return ('modules' in ping || 'threads' in ping) && names.some((name) => name in ping)
}

function tracesAlone(ping: JsonObject): Ping {
  const said = new Set([...Object.values(TRACES).flat(), OLD_THREAD, 'crash_info', 'modules', 'threads'])
  const others = Object.fromEntries(Object.entries(ping).filter(([name]) => !said.has(name)))
  return { traces: readTraces(ping), fields: readRow(others).fields }
}

/** One stack whose frames have names already. */
function stackAlone({ stack, ...others }: JsonObject): Ping {
  return { traces: readTraces({ threads: [{ frames: list(stack) }] }), fields: readRow(others).fields }
}
