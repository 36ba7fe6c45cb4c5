// Files of lists that people bring: which list one is for, and its text.

import type { ListName } from 'siggen-wasm'
import { listNames } from '../lists/titles'

/** The built-in lists have some 30 kB. */
const MOST_BYTES = 4_000_000

/** Whether a file's name is that of a list: other files may be crash reports. */
export function isListFile(name: string): boolean {
  return /\.txt$/i.test(name)
}

/** The list that a file is for: the one that its name says (downloads get ` (1)` appended), else the one in view. */
export function listOfFile(name: string, current: ListName): ListName {
  const stem = name.replace(/^.*[\\/]/, '').replace(/(?: ?\(\d+\))?\.txt$/i, '')
  return listNames.find((list) => list === stem) ?? current
}

export type ListFileText = { text: string } | { problem: string }

export function listFileText(bytes: Uint8Array): ListFileText {
  if (bytes.length > MOST_BYTES) {
    return { problem: 'It is larger than 4 MB, too large for a list.' }
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { problem: 'It is not UTF-8 text.' }
  }
}
