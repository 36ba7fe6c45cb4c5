// Threads and their frames as rows.

import type { FrameRow, FrameTrail, Shape, ThreadSummary } from '../model'
import {
  first,
  flag,
  index as readIndex,
  isObject,
  list,
  number,
  object,
  onlyText,
  text,
  type JsonObject,
} from './field'
import { counted, offsetBetween } from './format'
import { moduleName } from './modules'
import { partsOf, type Parts } from './report-parts'
import { MODULE, MODULE_INDEX } from './ping/names'
import { sourceLink } from './source-link'

/** What there is to say about a thread without its frames. */
export function threadSummaries(parts: Parts): ThreadSummary[] {
  return parts.threads.map((value, index) => {
    const thread = object(value)
    const summary: ThreadSummary = {
      index,
      frames: framesOf(index, parts).filter((frame) => !isTruncation(frame)).length,
      isCrashing: index === parts.crashingThread,
    }
    const name = onlyText(thread.thread_name)
    const lastError = text(thread.last_error_value)
    if (name !== undefined) {
      summary.name = name
    }
    if (lastError !== undefined) {
      summary.lastError = lastError
    }
    return summary
  })
}

/** The rows of a thread; a negative index counts from the end. Functions that were inlined into a frame stand before it, innermost first. */
export function readThread(document: unknown, shape: Shape, index: number): FrameRow[] {
  const parts = partsOf(document, shape)
  const thread = object(parts.threads.at(index))
  const frames = framesOf(index, parts)
  const rows: FrameRow[] = []
  frames.forEach((value, at) => {
    const frame = object(value)
    if (isTruncation(frame)) {
      rows.push(truncatedRow(rows.length, at, truncationMessage(leftOutOf(frame))))
      return
    }
    const shared = sharedParts(frame, parts)
    for (const inline of list(frame.inlines)) {
      rows.push(row(rows.length, at, 'inline', object(inline), frame, shared))
    }
    rows.push(row(rows.length, at, 'frame', frame, frame, shared))
  })
  const missing = frames.some(isTruncation) ? undefined : framesLeftOut(thread, frames.length)
  if (missing !== undefined) {
    rows.push(truncatedRow(rows.length, frames.length, missing))
  }
  return rows
}

/** The frames of a thread. In a ping whose crashing thread has none, the crash address stands for the first. */
function framesOf(index: number, parts: Parts): readonly unknown[] {
  const frames = list(object(parts.threads.at(index)).frames)
  if (frames.length > 0 || !parts.areFramesAddresses || index !== parts.crashingThread) {
    return frames
  }
  const address = onlyText(object(parts.dump.crash_info).address)
  return address === undefined ? [] : [{ ip: address }]
}

/** What a frame has in common with the functions that were inlined into it. */
interface Shared {
  module?: string
  /** The offset that its name has. */
  saidOffset?: string
  moduleOffset?: string
  address?: string
  isMissingSymbols: boolean
}

function sharedParts(frame: JsonObject, parts: Parts): Shared {
  const isAddress = parts.areFramesAddresses
  const module = isAddress ? moduleOf(frame, parts) : undefined
  const saidOffset = onlyText(frame.module_offset)
  const address = onlyText(isAddress && 'ip' in frame ? frame.ip : frame.offset)
  return {
    module: module === undefined ? onlyText(frame.module) : moduleName(module),
    saidOffset,
    moduleOffset: saidOffset ?? (module && offsetBetween(onlyText(first(module, MODULE.base)), address)),
    address,
    isMissingSymbols: frame.missing_symbols === true,
  }
}

/** The module that a frame points into; undefined where it says none. */
function moduleOf(frame: JsonObject, { modules }: Parts): JsonObject | undefined {
  const index = first(frame, MODULE_INDEX)
  if (index === undefined) {
    return undefined
  }
  return object(typeof index === 'number' && Number.isInteger(index) ? modules[index] : undefined)
}

/** The row of a frame, or of a function that was inlined into it: that has the names. */
function row(
  place: number,
  at: number,
  kind: 'frame' | 'inline',
  names: JsonObject,
  frame: JsonObject,
  shared: Shared,
): FrameRow {
  const made: FrameRow = {
    row: place,
    kind,
    frame: at,
    displayed: displayed(names, frame, shared),
    isMissingSymbols: shared.isMissingSymbols,
    isUnloaded: shared.module === undefined && list(frame.unloaded_modules).length > 0,
  }
  const source = sourceLink(onlyText(names.file), lineText(names.line))
  const trust = kind === 'inline' ? 'inline' : onlyText(frame.trust)
  if (source !== undefined) {
    made.source = source
  }
  if (trust !== undefined) {
    made.trust = trust
  }
  if (shared.module !== undefined) {
    made.module = shared.module
  }
  if (shared.address !== undefined) {
    made.address = shared.address
  }
  if (shared.moduleOffset !== undefined) {
    made.moduleOffset = shared.moduleOffset
  }
  return made
}

/** The name that crash reports show; the same that explanations have. */
function displayed(names: JsonObject, frame: JsonObject, shared: Shared): string {
  const named = onlyText(names.function)
  if (named !== undefined) {
    return named
  }
  const file = onlyText(names.file)
  const line = lineText(names.line)
  if (file !== undefined && line !== undefined) {
    return `${file}#${line}`
  }
  const address = shared.address ?? ''
  if (shared.module !== undefined) {
    return `${shared.module}@${shared.saidOffset ?? address}`
  }
  const unloaded = list(frame.unloaded_modules)
  if (unloaded.length > 0) {
    return `(unloaded ${onlyText(object(unloaded[0]).module) ?? ''}@${address})`
  }
  return address === '' ? '' : `@${address}`
}

/** A line: 0 and empty text say that there is none. */
function lineText(line: unknown): string | undefined {
  if (line === true) {
    return 'True'
  }
  if (typeof line === 'number') {
    return line === 0 ? undefined : String(line)
  }
  return onlyText(line)
}

/** A row that stands for frames that were left out. */
function isTruncation(frame: unknown): boolean {
  const said = leftOutOf(frame)
  return said !== undefined && said !== null && said !== false
}

function leftOutOf(frame: unknown): unknown {
  return isObject(frame) ? (frame.truncated ?? frame.omitted) : undefined
}

function truncationMessage(said: unknown): string {
  const count = number(said)
  if (count !== undefined) {
    return leftOut(count)
  }
  return onlyText(object(said).msg) ?? onlyText(said) ?? leftOut(undefined)
}

/** How many frames are not in the report, in words; undefined where it has all. */
function framesLeftOut(thread: JsonObject, held: number): string | undefined {
  const counts = [thread.frame_count, thread.total_frames].map((count) => readIndex(count) ?? 0)
  const missing = Math.max(...counts) - held
  if (missing > 0) {
    return leftOut(missing)
  }
  return flag(thread.frames_truncated) === true || flag(thread.truncated) === true ? leftOut(undefined) : undefined
}

function leftOut(count: number | undefined): string {
  return count === undefined ? 'more frames left out' : `${counted(count, 'frame', 'frames')} left out`
}

function truncatedRow(place: number, at: number, message: string): FrameRow {
  return { row: place, kind: 'truncated', frame: at, displayed: message, isMissingSymbols: false, isUnloaded: false }
}

/** The same rows with what was decided about each. A trail covers as many frames as count, in the same order. */
export function joinTrail(rows: readonly FrameRow[], trail: readonly FrameTrail[]): FrameRow[] {
  const trails = new Map<string, FrameTrail>()
  const place = placeCounter()
  for (const entry of trail) {
    trails.set(place(entry.frame, entry.inlined), entry)
  }
  const placeOfRow = placeCounter()
  return rows.map((row) => {
    const entry = trails.get(placeOfRow(row.frame, row.kind === 'inline'))
    // Nothing was decided about frames that aren't there.
    return entry === undefined || row.kind === 'truncated' ? row : { ...row, trail: entry }
  })
}

/** Names a frame by its index, and a function that was inlined into it by its order there. */
function placeCounter(): (frame: number, isInline: boolean) => string {
  const inlines = new Map<number, number>()
  return (frame, isInline) => {
    if (!isInline) {
      return String(frame)
    }
    const order = inlines.get(frame) ?? 0
    inlines.set(frame, order + 1)
    return `${frame}.${order}`
  }
}
