// Small readers of what a report holds. Every field may be missing, null or of another type than it should be: then it
// is absent, or its text is taken where it has one. None of them throws.

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object; an empty one where there is something else. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

/** A list; an empty one where there is something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text that isn't empty, and nothing else. */
export function onlyText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The text of anything that has one: text that isn't empty, a number, yes or no. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value)
  }
  return onlyText(value)
}

/** A number, or text that is nothing but one. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : undefined
  }
  if (typeof value !== 'string' || !/^\s*-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s*$/i.test(value)) {
    return undefined
  }
  const read = Number(value)
  return Number.isFinite(read) ? read : undefined
}

/** Yes or no, in the ways that annotations say it. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') {
    return value
  }
  const said = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (said === '1' || said === 'true' || said === 'yes') {
    return true
  }
  if (said === '0' || said === 'false' || said === 'no') {
    return false
  }
  return undefined
}

/** An index: a number without its fraction, text that is a whole number, yes for 1. It may count from the end. */
export function index(value: unknown): number | undefined {
  if (typeof value === 'boolean') {
    return value ? 1 : 0
  }
  const isWhole = typeof value === 'number' || (typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value))
  const read = isWhole ? Math.trunc(Number(value)) : undefined
  return read !== undefined && Number.isFinite(read) ? read : undefined
}

/** The value of the first of these members that says anything. */
export function first(members: JsonObject, names: readonly string[]): unknown {
  for (const name of names) {
    const value = members[name]
    if (value !== undefined && value !== null) {
      return value
    }
  }
  return undefined
}

/** Longer texts, in characters, aren't looked into: what they hold would take several times as much memory. */
const PARSED_LIMIT = 64 * 1024 * 1024

/** JSON inside a text, or what is JSON already; undefined where the text is none. */
export function parsed(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value
  }
  if (value.length > PARSED_LIMIT) {
    return undefined
  }
  try {
    const read: unknown = JSON.parse(value)
    return read
  } catch {
    return undefined
  }
}

/** What can be shown in a row: a scalar, a list of scalars, or nothing. */
export function shownText(value: unknown): string | undefined {
  if (!Array.isArray(value)) {
    return text(value)
  }
  const items = value.map(text).filter((item) => item !== undefined)
  return items.length > 0 ? items.join(', ') : undefined
}
