// Values that annotations have as text and pings as objects or lists.

import { isObject, list, number, object, onlyText, parsed } from '../field'

/** What a field of a ping holds, as the annotation of that name has it. */
export function annotationOf(field: string, value: unknown): unknown {
  switch (field) {
    case 'java_exception':
      return value
    case 'async_shutdown_timeout':
      return asyncShutdownTimeout(value)
    case 'quota_manager_shutdown_timeout':
      return lines(value)
    default:
      return scalarOf(field, value)
  }
}

/** `{"phase", "conditions", "brokenAddBlockers"}` as JSON, in which a ping has the conditions as JSON once more. */
function asyncShutdownTimeout(value: unknown): unknown {
  const said = parsed(value)
  if (!isObject(said)) {
    return value
  }
  const { phase, conditions, broken_add_blockers: blockers = said.brokenAddBlockers } = said
  return JSON.stringify({ phase, conditions: parsed(conditions) ?? conditions, brokenAddBlockers: blockers })
}

/** A list of lines, or one that is JSON inside a text. */
function lines(value: unknown): unknown {
  const said = parsed(value)
  return Array.isArray(said) ? said.map((line) => onlyText(line) ?? '').join('\n') : value
}

const SECONDS = new Map([
  ['nanosecond', 1e-9],
  ['microsecond', 1e-6],
  ['millisecond', 1e-3],
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
])

/** A time span as text, the uptime as seconds, any other object or list of them as JSON. */
function scalarOf(field: string, value: unknown): unknown {
  const { value: amount, time_unit: unit } = object(value)
  const seconds = SECONDS.get(onlyText(unit) ?? '')
  const count = number(amount)
  if (count !== undefined && seconds !== undefined) {
    return field === 'uptime' ? Number((count * seconds).toFixed(3)) : `${count} ${onlyText(unit) ?? ''}s`
  }
  return isObject(value) || list(value).some((item) => typeof item === 'object') ? JSON.stringify(value) : value
}
