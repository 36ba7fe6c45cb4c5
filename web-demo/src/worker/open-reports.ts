// The open reports.

import type { Collection, Generator, Shape } from 'siggen-wasm'
import { isKeyValue, readKeyValue } from '../logic/open/key-value'
import { summarize } from '../logic/report/summary'
import type { Notation, ReportSummary } from '../logic/model'
import { Lru } from './lru'
import type { ReportsCoverage, ReportsDiff } from './protocol'
import type { Siggen } from './siggen'

export interface Loaded {
  id: number
  name: string
  bytes: Uint8Array
  notation: Notation
  shape: Shape
  /** Whether it is one of the page's own: its id is invented. */
  isExample: boolean
}

/** How many reports are kept parsed. */
const PARSED = 3

/** The reports of one file while it is being opened: nobody sees them until all is done. */
export class Draft {
  /** The reports, reduced to what signatures depend on. */
  readonly collection: Collection
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
    this.collection = new siggen.Collection()
  }

  /** Throws what the reader of reports throws. */
  add(newId: () => number, name: string, bytes: Uint8Array): void {
    const index = this.collection.add(bytes)
    let shape: Shape
    let notation: Notation
    let summary: ReturnType<typeof summarize>
    try {
      shape = this.#siggen.shapeOf(bytes)
      const read = parsed(bytes)
      notation = read.notation
      summary = summarize(read.document, shape)
    } catch (error) {
      this.collection.remove(index)
      throw error
    }
    const id = newId()
    const { isExample } = this
    this.reports.push({ id, name, bytes, notation, shape, isExample })
    this.#summaries.push({ ...summary, id, name, bytes: bytes.length, ...(isExample && { isExample }) })
  }

  /** What the list of reports shows; their signatures are made here, all at once. */
  finish(generator: Generator): ReportSummary[] {
    const signatures = this.collection.signatures(generator)
    return this.#summaries.map((summary, index) => ({ ...summary, signature: signatures[index] ?? '' }))
  }
}

export class LoadedReports {
  readonly #byId = new Map<number, Loaded>()
  readonly #collection: Collection
  /** By index in the collection. */
  #ids: number[] = []
  readonly #parsed = new Lru<number, unknown>(PARSED)
  #bytes = 0

  constructor(siggen: Siggen) {
    this.#collection = new siggen.Collection()
  }

  /** How many bytes the open reports have. */
  get bytes(): number {
    return this.#bytes
  }

  get(id: number): Loaded {
    const report = this.#byId.get(id)
    if (report === undefined) {
      throw new Error('This report is no longer open. Open it again.')
    }
    return report
  }

  /** The report's document; the last few are kept. */
  document(id: number): unknown {
    const { bytes } = this.get(id)
    return this.#parsed.get(id, () => parsed(bytes).document)
  }

  /** How many are open. */
  get count(): number {
    return this.#byId.size
  }

  take(draft: Draft): void {
    this.#collection.append(draft.collection)
    draft.collection.free()
    for (const report of draft.reports) {
      this.#ids.push(report.id)
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
    const index = this.#ids.indexOf(id)
    this.#collection.remove(index)
    this.#ids.splice(index, 1)
  }

  closeAll(): void {
    this.#collection.clear()
    this.#ids = []
    this.#byId.clear()
    this.#parsed.clear()
    this.#bytes = 0
  }

  /** What two sets of lists make of all open reports. */
  diff(before: Generator, after: Generator): ReportsDiff {
    return { ...this.#collection.diff(before, after), ids: [...this.#ids] }
  }

  /** What each line of the lists does to all open reports. */
  coverage(generator: Generator, without: boolean): ReportsCoverage {
    return { ...this.#collection.coverage(generator, { without }), ids: [...this.#ids] }
  }
}

const decoder = new TextDecoder()

function parsed(bytes: Uint8Array): { notation: Notation; document: unknown } {
  const text = decoder.decode(bytes)
  return isKeyValue(text)
    ? { notation: 'key-value', document: readKeyValue(text) }
    : { notation: 'json', document: JSON.parse(text) }
}
