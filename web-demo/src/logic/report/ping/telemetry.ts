// The crash ping of telemetry, which is no longer sent: a payload, with an envelope around it, and a row of its table.

import { isObject, parsed, type JsonObject } from '../field'
import type { Ping } from './ping'
import { readRow } from './row'

/** How many envelopes are opened. */
const DEEPEST = 4

export function readTelemetry(ping: JsonObject): Ping {
  const envelopes: JsonObject[] = []
  let inner = ping
  for (;;) {
    const { payload, ...envelope } = inner
    const read = parsed(payload)
    if (!isObject(read) || envelopes.length === DEEPEST) {
      break
    }
    envelopes.unshift(ofPing(envelope))
    inner = read
  }
  const { traces, fields } = readRow(ofPayload(inner))
  return { traces, fields: [...fields, ...envelopes] }
}

/** The ping's own version is none of the program that crashed. */
function ofPing({ type, id, version, ...envelope }: JsonObject): JsonObject {
  return { 'ping.type': type, 'ping.version': version, document_id: id, ...envelope }
}

function ofPayload({ version, ...payload }: JsonObject): JsonObject {
  return { 'payload.version': version, ...payload }
}
