// Cuts what is read into reports: a line each, items of a list, or one document.

import type { items, layout } from 'siggen-wasm'
import { joined, LineSplitter } from '../logic/open/line-splitter'
import type { Line } from '../logic/open/line-splitter'
import { positionInWords, positionOf } from '../logic/open/text-position'
import { brokenGzip, count, DOCUMENT_LIMIT, empty, OPENED, Refusal, tooLarge, WHOLE } from '../logic/open/refusal'
import { isBlank, isGzip, refusalOf, SNIFFED } from '../logic/open/sniff'
import { gunzip, GzipError } from './gunzip'
import type { Decoder } from './gunzip'
import { Lookahead } from './lookahead'
import type { Source } from './reading'

export interface Cutting {
  layout: typeof layout
  items: typeof items
  newDecoder?: () => Decoder
  /** How large a document may be. */
  limit?: number
}

/** A report that isn't read yet. */
export interface RawRecord {
  kind: 'record'
  /** The line or the item, to come behind the file's name. */
  part?: string
  bytes: Uint8Array
  /** Says where in the file a byte of the record is. */
  where(offset: number): string
}

/** What can't be a report; the others go on. */
export interface BadRecord {
  kind: 'bad'
  part?: string
  refusal: Refusal
}

/** Throws a {@link Refusal} where nothing more of it can be read. */
export async function* records(source: Source, cutting: Cutting): AsyncGenerator<RawRecord | BadRecord> {
  const packed = new Lookahead(source.bytes)
  try {
    await packed.atLeast(SNIFFED)
    const isPacked = isGzip(packed.beginning())
    const refusal = refusalOf(packed.beginning(), packed.isAll)
    if (refusal !== undefined) {
      throw refusal
    }
    const bytes = isPacked ? new Lookahead(gunzip(packed.rest(), cutting.newDecoder)) : packed
    yield* unpackedRecords(bytes, isPacked ? undefined : source.size, cutting)
  } finally {
    await packed.stop()
  }
}

async function* unpackedRecords(
  bytes: Lookahead,
  size: number | undefined,
  cutting: Cutting,
): AsyncGenerator<RawRecord | BadRecord> {
  const limit = cutting.limit ?? DOCUMENT_LIMIT
  try {
    const layout = await layoutOf(bytes, cutting, limit)
    if (layout === 'lines') {
      yield* lineRecords(bytes, limit)
      return
    }
    if (size !== undefined && size > limit) {
      throw tooLarge('The document', limit)
    }
    yield* documentRecords(await wholeOf(bytes, limit), cutting)
  } catch (error) {
    throw error instanceof GzipError ? brokenGzip(error.kind, bytes.length, 'no report in it is complete') : error
  } finally {
    await bytes.stop()
  }
}

/** Looks at more and more of it until there is enough to tell. */
async function layoutOf(bytes: Lookahead, { layout }: Cutting, limit: number): Promise<'document' | 'lines'> {
  for (let wanted = 64 * 1024; ; wanted *= 2) {
    await bytes.atLeast(wanted)
    const beginning = bytes.beginning()
    const refusal = isGzip(beginning)
      ? new Refusal('It is compressed twice', 'Decompress it with `gzip -d`, then open the result.')
      : refusalOf(beginning, bytes.isAll)
    if (refusal !== undefined) {
      throw refusal
    }
    const found = layout(beginning, bytes.isAll)
    if (found !== 'unknown') {
      return found
    }
    if (bytes.isAll || beginning.length > limit) {
      return 'document'
    }
  }
}

async function* lineRecords(bytes: Lookahead, limit: number): AsyncGenerator<RawRecord | BadRecord> {
  const splitter = new LineSplitter(limit)
  try {
    for await (const chunk of bytes.rest()) {
      for (const line of splitter.push(chunk)) {
        yield lineRecord(line, limit)
      }
    }
  } catch (error) {
    if (error instanceof GzipError) {
      const whole = splitter.number - 1
      const lines = whole === 1 ? '1 line was' : `${count(whole)} lines were`
      throw brokenGzip(error.kind, bytes.length, `${lines} complete and opened`)
    }
    throw error
  }
  for (const line of splitter.end()) {
    yield lineRecord(line, limit)
  }
}

function lineRecord({ number, bytes }: Line, limit: number): RawRecord | BadRecord {
  const part = `line ${number}`
  return bytes === undefined
    ? { kind: 'bad', part, refusal: tooLarge('The line', limit) }
    : { kind: 'record', part, bytes, where: (offset) => positionInWords(positionOf(bytes, offset), true) }
}

async function wholeOf(bytes: Lookahead, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of bytes.rest()) {
    length += part.length
    if (length > limit) {
      throw tooLarge('The document', limit)
    }
    parts.push(part)
  }
  return joined(parts)
}

function* documentRecords(document: Uint8Array, { items }: Cutting): Generator<RawRecord | BadRecord> {
  const where = (offset: number): string => positionInWords(positionOf(document, offset), false)
  if (isBlank(document)) {
    throw empty()
  }
  const ranges = itemsOf(document, items, where)
  if (ranges === undefined) {
    yield { kind: 'record', bytes: document, where }
    return
  }
  if (ranges.length === 0) {
    throw new Refusal('It is a list without items', 'A crash report is a JSON object.')
  }
  for (const [index, { start, end }] of ranges.entries()) {
    yield {
      kind: 'record',
      part: `item ${index + 1}`,
      bytes: document.subarray(start, end),
      where: (offset) => where(start + offset),
    }
  }
}

function itemsOf(
  document: Uint8Array,
  find: typeof items,
  where: (offset: number) => string,
): ReturnType<typeof items> {
  try {
    return find(document)
  } catch (error) {
    throw unreadable(error, where)
  }
}

/** An error of the reader, with its place as people count it. */
export function unreadable(error: unknown, where: (offset: number) => string): Refusal {
  if (!(error instanceof Error)) {
    return new Refusal(String(error), 'Please report this as a bug in siggen.')
  }
  if ('offset' in error && typeof error.offset === 'number') {
    // What is no crash report has no place where it stops being one.
    const place = /^byte \d/.test(error.message) ? where(error.offset) : ''
    return new Refusal(error.message + place, error.offset === 0 ? OPENED : WHOLE)
  }
  return new Refusal(error.message, 'Please report this as a bug in siggen; the report itself may be fine.')
}
