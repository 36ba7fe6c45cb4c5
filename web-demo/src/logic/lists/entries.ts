// Lines of lists: writing one, finding one, counting those that changed.

import type { ListName } from 'siggen-wasm'
import { listNames } from './titles'

export type Texts = Record<ListName, string>

/** Characters that mean something in a regex, as the lists escape them. */
const SPECIAL = /[\\.$()[\]*+?|^]/g

/** A brace that would start a number of repetitions; any other stands for itself. */
const REPETITION = /\{(?=\d*,?\d*\})/g

/** A normalized frame as a line of a list of regexes, which matches from the frame's start. */
export function proposeLine(normalized: string): string {
  const escaped = normalized.replace(SPECIAL, '\\$&').replace(REPETITION, '\\{')
  // A line is one line, white space around it is dropped, and `#` at its start makes it a comment.
  return escaped.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, inHex).replace(/^[#\s\ufeff]|\s$/gu, inHex)
}

/** A normalized frame as a line of any list: sentinels are compared as they stand. */
export function proposeEntry(list: ListName, normalized: string): string {
  return list === 'signature_sentinels' ? normalized : proposeLine(normalized)
}

function inHex(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}

export interface FoundLine {
  /** Where it starts in the text, in UTF-16 units. */
  start: number
  end: number
  text: string
}

/** The line of a number from 1, without its line end; undefined where there are fewer. */
export function findLine(text: string, line: number): FoundLine | undefined {
  let start = 0
  for (let number = 1; number < line; number += 1) {
    const end = text.indexOf('\n', start)
    if (end === -1) {
      return undefined
    }
    start = end + 1
  }
  if (line < 1) {
    return undefined
  }
  const next = text.indexOf('\n', start)
  const until = next === -1 ? text.length : next
  const end = until > start && text[until - 1] === '\r' ? until - 1 : until
  return { start, end, text: text.slice(start, end) }
}

/** A text with a line added at its end, and the number of that line. */
export function appendLine(text: string, line: string): { text: string; line: number } {
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return { text: `${before}${line}\n`, line: before.split('\n').length }
}

/** Whether lists differ from others; `name`: only that one is looked at. */
export function isEdited(texts: Texts, builtIn: Texts, name?: ListName): boolean {
  const names = name === undefined ? listNames : [name]
  return names.some((each) => texts[each] !== builtIn[each])
}

/** How many lines were added and removed, comments among them, blank lines not. Moved lines are neither. */
export function diffSummary(before: string, after: string): { added: number; removed: number } {
  const counts = new Map<string, number>()
  for (const line of lines(after)) {
    counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  for (const line of lines(before)) {
    counts.set(line, (counts.get(line) ?? 0) - 1)
  }
  let added = 0
  let removed = 0
  for (const count of counts.values()) {
    added += Math.max(0, count)
    removed += Math.max(0, -count)
  }
  return { added, removed }
}

function lines(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const trimmed = line.trim()
    return trimmed === '' ? [] : [trimmed]
  })
}
