// Edited lists as text that a browser keeps.

import { listNames } from './titles'
import type { Texts } from './entries'

/** Raised when the form changes; what has another number is not read. */
const VERSION = 1

/** Only lists that differ are kept, so that the others follow the built-in ones. Undefined: there is nothing to keep. */
export function storeLists(texts: Texts, builtIn: Texts): string | undefined {
  const edited = listNames.filter((name) => texts[name] !== builtIn[name])
  if (edited.length === 0) {
    return undefined
  }
  return JSON.stringify({ version: VERSION, lists: Object.fromEntries(edited.map((name) => [name, texts[name]])) })
}

/** The lists that were kept; the built-in ones where there is nothing that can be read. */
export function restoreLists(stored: string | null | undefined, builtIn: Texts): Texts {
  const texts = { ...builtIn }
  const document = parsed(stored ?? '')
  const lists = isObject(document) && document['version'] === VERSION ? document['lists'] : undefined
  for (const name of listNames) {
    const text = isObject(lists) ? lists[name] : undefined
    if (typeof text === 'string') {
      texts[name] = text
    }
  }
  return texts
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
