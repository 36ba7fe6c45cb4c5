// What was done to the lines of a list, in a form that can be done to a similar list again.

import { sequenceDiff } from '../playground/sequence-diff'

/** Lines in place of others. */
export interface Edit {
  /** How many lines stand before. */
  at: number
  /** The line before; empty at the top. */
  above: string
  removed: string[]
  added: string[]
}

/** How to make one text of another. */
export function editsOf(before: string, after: string): Edit[] {
  const from = before.split('\n')
  const to = after.split('\n')
  const edits: Edit[] = []
  let open: Edit | undefined
  let at = 0
  for (const step of sequenceDiff(from, to)) {
    if (step.kind === 'same') {
      open = undefined
      at += 1
      continue
    }
    if (open === undefined) {
      open = { at, above: from[at - 1] ?? '', removed: [], added: [] }
      edits.push(open)
    }
    if (step.kind === 'added') {
      open.added.push(to[step.after] ?? '')
    } else {
      open.removed.push(from[step.before] ?? '')
      at += 1
    }
  }
  return edits
}

/** Does the same to a text. Where its lines are others, they are looked for near the place. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const lines = text.split('\n')
  const gone = new Set<number>()
  const added = new Map<number, string[]>()
  for (const edit of edits) {
    const place = positionOf(lines, edit, gone)
    if (place.isExact) {
      edit.removed.forEach((_, offset) => gone.add(place.at + offset))
    } else {
      for (const line of edit.removed) {
        remove(lines, line, edit.at, gone)
      }
    }
    added.set(place.at, [...(added.get(place.at) ?? []), ...edit.added])
  }
  const made: string[] = []
  for (let at = 0; at <= lines.length; at += 1) {
    for (const line of added.get(at) ?? []) {
      made.push(line)
    }
    const line = lines[at]
    if (line !== undefined && !gone.has(at)) {
      made.push(line)
    }
  }
  return made.join('\n')
}

/** Where an edit belongs, and whether all lines that it removes stand there. */
function positionOf(lines: readonly string[], edit: Edit, gone: ReadonlySet<number>): { at: number; isExact: boolean } {
  const { at, above, removed } = edit
  const standsAt = (place: number) =>
    removed.every((line, offset) => lines[place + offset] === line && !gone.has(place + offset))
  const isBelow = (place: number) => (place === 0 ? above === '' && at === 0 : lines[place - 1] === above)
  const places = nearest(lines.length, at)
  const sure = places.find((place) => isBelow(place) && standsAt(place))
  if (sure !== undefined) {
    return { at: sure, isExact: true }
  }
  const moved = removed.length > 0 ? places.find(standsAt) : undefined
  if (moved !== undefined) {
    return { at: moved, isExact: true }
  }
  const below = at === 0 ? 0 : (places.find(isBelow) ?? beforeLastEnd(lines, at))
  return { at: below, isExact: false }
}

/** A place that keeps the end of the last line where it is. */
function beforeLastEnd(lines: readonly string[], at: number): number {
  const last = lines.at(-1) === '' ? lines.length - 1 : lines.length
  return Math.min(at, last)
}

function remove(lines: readonly string[], line: string, near: number, gone: Set<number>): void {
  // An empty line says nothing, and any of them would do: none is taken for one that isn't there.
  if (line.trim() === '') {
    return
  }
  const found = nearest(lines.length, near).find((at) => lines[at] === line && !gone.has(at))
  if (found !== undefined) {
    gone.add(found)
  }
}

/** All places, those near to one first. */
function nearest(count: number, near: number): number[] {
  const from = Math.min(near, count)
  const places = [from]
  for (let distance = 1; distance <= count; distance += 1) {
    if (from + distance <= count) {
      places.push(from + distance)
    }
    if (from - distance >= 0) {
      places.push(from - distance)
    }
  }
  return places
}
