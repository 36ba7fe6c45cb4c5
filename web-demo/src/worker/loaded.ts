// The reports that are open, as long as they are.

import type { Collection, Generator, Shape } from 'siggen-wasm'
import { summarize } from '../logic/report/summary'
import type { ReportSummary } from '../logic/model'
import type { Siggen } from './siggen'
import { Lru } from './lru'

export interface Loaded {
  id: number
  name: string
  bytes: Uint8Array
  shape: Shape
  /** Whether it is one of the page's own: its id is invented. */
  isExample: boolean
  /** What was opened together. */
  batch: Batch
}

/** How many reports are kept parsed. */
const PARSED = 3

/** The reports of one file, reduced to what signatures depend on. Closing the last one gives back the memory. */
export class Batch {
  readonly collection: Collection
  /** By index in the collection; undefined for what was closed. */
  readonly ids: (number | undefined)[] = []
  /** Signatures with the built-in lists, by index. */
  signatures: string[] = []
  #last: { generator: Generator; signatures: string[] } | undefined

  constructor(siggen: Siggen) {
    this.collection = new siggen.Collection()
  }

  /** Signatures with other lists than the built-in ones, if any: made once for each generator. */
  signaturesWith(generator: Generator | undefined): string[] {
    if (generator === undefined) {
      return this.signatures
    }
    if (this.#last?.generator !== generator) {
      this.#last = { generator, signatures: this.collection.signatures(generator) }
    }
    return this.#last.signatures
  }

  free(): void {
    this.collection.free()
  }
}

/** A batch while it is being opened: nobody sees its reports until all is done. */
export class Draft {
  readonly batch: Batch
  readonly reports: Loaded[] = []
  readonly #siggen: Siggen
  readonly #summaries: Omit<ReportSummary, 'signature'>[] = []

  constructor(
    siggen: Siggen,
    /** What the file is called. */
    readonly name: string,
    readonly isExample = false,
  ) {
    this.#siggen = siggen
    this.batch = new Batch(siggen)
  }

  /** Throws what the reader of reports throws. */
  add(newId: () => number, name: string, bytes: Uint8Array): void {
    const index = this.batch.collection.add(bytes)
    this.batch.ids[index] = undefined
    const shape = this.#siggen.shapeOf(bytes)
    const summary = summarize(parsed(bytes), shape)
    const id = newId()
    this.batch.ids[index] = id
    const { batch, isExample } = this
    this.reports.push({ id, name, bytes, shape, isExample, batch })
    this.#summaries.push({ ...summary, id, name, bytes: bytes.length, ...(isExample && { isExample }) })
  }

  /** What the list of reports shows; their signatures are made here, all at once. */
  finish(generator: Generator): ReportSummary[] {
    const { batch } = this
    batch.signatures = batch.collection.signatures(generator)
    const byId = new Map(batch.ids.map((id, index) => [id, batch.signatures[index] ?? '']))
    return this.#summaries.map((summary) => ({ ...summary, signature: byId.get(summary.id) ?? '' }))
  }
}

export class LoadedReports {
  readonly #byId = new Map<number, Loaded>()
  readonly #batches = new Set<Batch>()
  readonly #parsed = new Lru<number, unknown>(PARSED)
  #bytes = 0

  /** How many bytes the open reports have. */
  get bytes(): number {
    return this.#bytes
  }

  get(id: number): Loaded {
    const report = this.#byId.get(id)
    if (report === undefined) {
      throw new Error('This report is not open any more. Open it again.')
    }
    return report
  }

  /** The report's document; the last few are kept. */
  document(id: number): unknown {
    const { bytes } = this.get(id)
    return this.#parsed.get(id, () => parsed(bytes))
  }

  /** How many are open. */
  get count(): number {
    return this.#byId.size
  }

  take(draft: Draft): void {
    if (draft.reports.length === 0) {
      draft.batch.free()
      return
    }
    this.#batches.add(draft.batch)
    for (const report of draft.reports) {
      this.#byId.set(report.id, report)
      this.#bytes += report.bytes.length
    }
  }

  close(id: number): void {
    const report = this.#byId.get(id)
    if (report === undefined) {
      return
    }
    this.#byId.delete(id)
    this.#parsed.forget((key) => key === id)
    this.#bytes -= report.bytes.length
    const { batch } = report
    batch.ids[batch.ids.indexOf(id)] = undefined
    if (batch.ids.every((each) => each === undefined)) {
      this.#batches.delete(batch)
      batch.free()
    }
  }

  closeAll(): void {
    for (const batch of this.#batches) {
      batch.free()
    }
    this.#batches.clear()
    this.#byId.clear()
    this.#parsed.clear()
    this.#bytes = 0
  }

  /** Signatures of all open reports with the built-in lists and with others, by place in `ids`. */
  signatures(after: Generator | undefined): { ids: number[]; before: string[]; after: string[] } {
    const ids: number[] = []
    const before: string[] = []
    const others: string[] = []
    for (const batch of this.#batches) {
      const now = batch.signaturesWith(after)
      for (const [index, id] of batch.ids.entries()) {
        if (id !== undefined) {
          ids.push(id)
          before.push(batch.signatures[index] ?? '')
          others.push(now[index] ?? '')
        }
      }
    }
    return { ids, before, after: others }
  }
}

const decoder = new TextDecoder()

function parsed(bytes: Uint8Array): unknown {
  return JSON.parse(decoder.decode(bytes))
}
