// Opens inputs, one after the other: reads, cuts into reports, adds what can be read, and says what can't.

import {
  moreProblems,
  PROBLEM_LIMIT,
  Refusal,
  REPORTS_LIMIT,
  TOTAL_LIMIT,
  tooMany,
  tooMuch,
} from '../logic/open/refusal'
import type { Problem } from '../logic/model'
import type { Siggen } from './siggen'
import type { Decoder } from './gunzip'
import { Draft } from './open-reports'
import type { OpenInput, Progress } from './protocol'
import { nameOf, sourceOf } from './reading'
import type { Fetching, Source } from './reading'
import { records, unreadable } from './records'
import type { RawRecord } from './records'
import { abortError, TimeSlices } from './time-slices'

export interface Opening {
  siggen: Siggen
  fetching: Fetching
  newId: () => number
  /** How many bytes are open already. */
  openBytes: number
  /** How many reports are open already. */
  openReports: number
  limits?: { document?: number; total?: number; reports?: number }
  newDecoder?: () => Decoder
}

/** How often progress is told, in milliseconds. */
const PROGRESS_EVERY = 50

/** Rejects with an AbortError only; then nothing is left open. */
export async function openInputs(
  inputs: OpenInput[],
  opening: Opening,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<{ drafts: Draft[]; problems: Problem[] }> {
  const drafts: Draft[] = []
  const problems: Problem[] = []
  const slices = new TimeSlices(signal)
  let { openBytes, openReports } = opening
  try {
    for (const input of inputs) {
      const isExample = input.kind === 'url' && input.isExample === true
      const draft = new Draft(opening.siggen, nameOf(input), isExample)
      drafts.push(draft)
      const found = await new FileOpening(input, draft, { ...opening, openBytes, openReports }, slices, onProgress).run(
        signal,
      )
      problems.push(...found)
      openBytes += draft.reports.reduce((sum, { bytes }) => sum + bytes.length, 0)
      openReports += draft.reports.length
    }
  } catch (error) {
    for (const { collection } of drafts) {
      collection.free()
    }
    throw error
  }
  return { drafts, problems }
}

class FileOpening {
  readonly #name: string
  readonly #input: OpenInput
  readonly #draft: Draft
  readonly #opening: Opening
  readonly #slices: TimeSlices
  readonly #onProgress: (progress: Progress) => void
  readonly #problems: Problem[] = []
  #unsaid = 0
  #bytes = 0
  #told = Number.NEGATIVE_INFINITY

  constructor(
    input: OpenInput,
    draft: Draft,
    opening: Opening,
    slices: TimeSlices,
    onProgress: (progress: Progress) => void,
  ) {
    this.#name = draft.name
    this.#input = input
    this.#draft = draft
    this.#opening = opening
    this.#slices = slices
    this.#onProgress = onProgress
    this.#bytes = opening.openBytes
  }

  async run(signal: AbortSignal): Promise<Problem[]> {
    try {
      await this.#slices.yieldIfDue()
      const { siggen, fetching, limits, newDecoder } = this.#opening
      const source = await sourceOf(this.#input, fetching, signal)
      const cutting = { layout: siggen.layout, items: siggen.items, newDecoder, limit: limits?.document }
      for await (const record of records(this.#counted(source), cutting)) {
        await this.#slices.yieldIfDue()
        if (record.kind === 'bad') {
          this.#say(record.refusal, record.part)
        } else {
          this.#add(record)
        }
      }
    } catch (error) {
      if (signal.aborted) {
        throw abortError()
      }
      this.#sayLast(error instanceof Refusal ? error : unreadable(error, () => ''))
    }
    if (this.#unsaid > 0) {
      this.#sayLast(moreProblems(this.#unsaid))
    }
    return this.#problems
  }

  #add({ bytes, part, where }: RawRecord): void {
    const { limits, openReports } = this.#opening
    const total = limits?.total ?? TOTAL_LIMIT
    const most = limits?.reports ?? REPORTS_LIMIT
    if (this.#bytes + bytes.length > total) {
      throw tooMuch(total)
    }
    if (openReports + this.#draft.reports.length >= most) {
      throw tooMany(most)
    }
    try {
      this.#draft.add(this.#opening.newId, this.#named(part), bytes)
      this.#bytes += bytes.length
    } catch (error) {
      this.#say(unreadable(error, where), part)
    }
  }

  #named(part: string | undefined): string {
    return part === undefined ? this.#name : `${this.#name}, ${part}`
  }

  #say(refusal: Refusal, part?: string): void {
    if (this.#problems.length < PROBLEM_LIMIT) {
      this.#problems.push({ name: this.#named(part), message: refusal.message, advice: refusal.advice })
    } else {
      this.#unsaid += 1
    }
  }

  /** What ends the file is always said. */
  #sayLast({ message, advice }: Refusal): void {
    this.#problems.push({ name: this.#name, message, advice })
  }

  /** The source, with progress told as it is read. */
  #counted({ bytes, size }: Source): Source {
    const tell = (done: number): void => this.#tell(done, size)
    const slices = this.#slices
    async function* counted(): AsyncGenerator<Uint8Array> {
      let done = 0
      for await (const chunk of bytes) {
        await slices.yieldIfDue()
        done += chunk.length
        tell(done)
        yield chunk
      }
    }
    return size === undefined ? { bytes: counted() } : { bytes: counted(), size }
  }

  #tell(done: number, total: number | undefined): void {
    const now = performance.now()
    if (now - this.#told >= PROGRESS_EVERY) {
      this.#told = now
      this.#onProgress({
        what: `Opening ${this.#name}`,
        done,
        ...(total === undefined ? {} : { total }),
        unit: 'bytes',
      })
    }
  }
}
