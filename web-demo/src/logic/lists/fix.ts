// A finding's fix, put to the text of its list.

import type { Finding, LineEdit } from 'siggen-wasm'

interface Line {
  text: string
  /** How it ends: as the file's lines do, or not at all. */
  end: string
}

/** The text with a finding fixed; undefined where there is no fix, or the text is not the one that was looked at. */
export function fixed(text: string, { fix, line, pattern }: Finding): string | undefined {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : ''
  const lines = linesOf(text.slice(mark.length))
  if (fix === undefined || lines[line - 1]?.text.trim() !== pattern.trim()) {
    return undefined
  }
  const usualEnd = lines[0]?.end || '\n'
  const lastEnd = lines.at(-1)?.end ?? ''
  const after = edited(lines, fix.edits)
  return mark + after.map(({ text, end }, at) => text + (at < after.length - 1 ? end || usualEnd : lastEnd)).join('')
}

/** Numbers of lines in edits are those before any edit, so what goes to a place is kept for it until the end. */
function edited(lines: readonly Line[], edits: readonly LineEdit[]): Line[] {
  const left: (Line | undefined)[] = [...lines]
  const moved = new Map<number, Line[]>()
  for (const edit of edits) {
    if (edit.edit === 'delete') {
      left.fill(undefined, edit.first - 1, edit.last)
    }
    const line = edit.edit === 'replace' ? left[edit.line - 1] : undefined
    if (edit.edit === 'replace' && line) {
      left[edit.line - 1] = { ...line, text: said(line.text, edit.text) }
    }
  }
  for (const edit of edits) {
    if (edit.edit !== 'move') {
      continue
    }
    const part = left.slice(edit.first - 1, edit.last).flatMap((line) => line ?? [])
    left.fill(undefined, edit.first - 1, edit.last)
    moved.set(edit.before, [...(moved.get(edit.before) ?? []), ...part])
  }
  const at = (number: number): Line[] => moved.get(number) ?? []
  return [...left.flatMap((line, index) => [...at(index + 1), ...(line ? [line] : [])]), ...at(lines.length + 1)]
}

/** A line that says something else; the white space around it stays. */
function said(line: string, text: string): string {
  const now = line.trim()
  // As a function, since a `$` in the text is a character.
  return now === '' ? text : line.replace(now, () => text)
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\n]*?)(\r?\n|$)/g)]
    .map(([, text = '', end = '']) => ({ text, end }))
    .filter(({ text, end }) => text !== '' || end !== '')
}
