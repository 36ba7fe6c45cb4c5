// Edited lists inside of an address: only what differs from the built-in lists, as JSON in base64.

import type { ListName } from 'siggen-wasm'
import { list } from '../report/field'
import { fromBase64, toBase64 } from './base64'
import { applyEdits, editsOf, type Edit } from './list-edits'

export type Texts = Record<ListName, string>

export type Decoded = { texts: Texts; problem?: undefined } | { problem: string; texts?: undefined }

const NAMES: readonly ListName[] = [
  'irrelevant_signature_re',
  'prefix_signature_re',
  'signatures_with_line_numbers_re',
  'signature_sentinels',
]

const VERSION = 1

/** No address holds more; what is longer was not made here. */
const LONGEST = 4_000_000

/** The difference between lists and the built-in ones, for an address; empty where there is none. */
export function encodeLists(texts: Texts, builtIn: Texts): string {
  const lists = NAMES.flatMap((name, index) => {
    const edits = editsOf(builtIn[name], texts[name])
    return edits.length === 0
      ? []
      : [[index, edits.map(({ at, above, removed, added }) => [at, above, removed, added])]]
  })
  return lists.length === 0 ? '' : toBase64(JSON.stringify([VERSION, lists]))
}

/**
 * The lists that an address tells of, or why there are none. The built-in lists may be others than those that the address
 * was made with: then lines are looked for, and what isn't there any more counts as removed.
 */
export function decodeLists(text: string, builtIn: Texts): Decoded {
  const texts = { ...builtIn }
  if (text === '') {
    return { texts }
  }
  if (text.length > LONGEST) {
    return { problem: 'it is too long' }
  }
  const json = fromBase64(text)
  if (json === undefined) {
    return { problem: 'it is truncated or has been altered' }
  }
  let document: unknown
  try {
    document = JSON.parse(json)
  } catch {
    return { problem: 'it is cut off' }
  }
  const [version, lists, ...more] = list(document)
  if (version !== VERSION) {
    return {
      problem: typeof version === 'number' ? 'it was made by another version of this page' : 'it holds no lists',
    }
  }
  if (!Array.isArray(lists) || more.length > 0) {
    return { problem: 'it holds no lists' }
  }
  for (const item of lists) {
    const [index, edits] = list(item)
    const name = typeof index === 'number' ? NAMES[index] : undefined
    const read = list(edits).map(readEdit)
    const sound = read.filter((edit) => edit !== undefined)
    if (name === undefined || !Array.isArray(edits) || sound.length < read.length) {
      return { problem: 'it holds no lists' }
    }
    texts[name] = applyEdits(texts[name], sound)
  }
  return { texts }
}

function readEdit(value: unknown): Edit | undefined {
  const [at, above, removed, added] = list(value)
  const isPlace = typeof at === 'number' && Number.isInteger(at) && at >= 0
  if (!isPlace || typeof above !== 'string' || !isTexts(removed) || !isTexts(added)) {
    return undefined
  }
  return { at, above, removed, added }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}
