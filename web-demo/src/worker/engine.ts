// What the worker does. It runs wherever the package runs: nothing here knows of a page or of a worker's scope.

import type { Explanation, NativeStack } from 'siggen-wasm'
import type { ComparedReports, FrameRow, ReportView } from '../logic/model'
import { compareDetails, compareThreads } from '../logic/report/compare'
import { countFrames, searchTexts } from '../logic/report/frame-search'
import type { SearchTexts } from '../logic/report/frame-search'
import { readReport } from '../logic/report/read'
import { joinTrail, readThread } from '../logic/report/threads'
import { bugComment, bugUrl } from '../logic/share/bug'
import { reportHtml } from '../logic/share/html'
import { reportMarkdown } from '../logic/share/markdown'
import { Edits } from './edits'
import type { Decoder } from './gunzip'
import { LoadedReports } from './open-reports'
import { Lru } from './lru'
import { openInputs } from './opening'
import type { Opening } from './opening'
import type { Engine, ListsOutcome, ListTexts, Opened, OpenInput, Progress, Which, Without } from './protocol'
import { RawText } from './raw-text'
import type { Fetching } from './reading'
import { unreadable } from './records'
import type { Siggen } from './siggen'

export interface EngineOptions {
  /** The id of the first report. */
  firstId?: number
  /** How addresses are fetched; without it, none is. */
  fetching?: Fetching
  /** In place of the built-in limits, in bytes. */
  limits?: Opening['limits']
  /** What unpacks gzip, in place of the platform's own. */
  newDecoder?: () => Decoder
}

/** How many explanations are kept. */
const EXPLAINED = 8

const NO_FETCHING: Fetching = {
  fetch: () => Promise.reject(new Error('nothing is fetched here')),
  origin: 'null',
}

export function createEngine(siggen: Siggen, options: EngineOptions = {}): Engine {
  const reports = new LoadedReports(siggen)
  const edits = new Edits(siggen)
  const raw = new RawText()
  const searched = new Lru<number, SearchTexts>(1)
  const explanations = new Lru<string, Explanation>(EXPLAINED)
  let nextId = options.firstId ?? 1

  const explain = (id: number, which: Which, thread?: number): Explanation =>
    explanations.get(`${id} ${which} ${thread ?? ''}`, () => {
      const { bytes } = reports.get(id)
      return edits.generator(which).explain(bytes, thread === undefined ? {} : { thread })
    })

  function view(id: number): ReportView {
    const { shape, notation, isExample } = reports.get(id)
    return readReport(reports.document(id), shape, { notation, isExample })
  }

  /** The rows of a thread with what was decided about them. */
  function rows(id: number, index: number, which: Which): FrameRow[] {
    return explained(id, index, stackOf(explain(id, which), index) ?? stackOf(explain(id, which, index), index))
  }

  function explained(id: number, index: number, stack: NativeStack | undefined): FrameRow[] {
    const plain = readThread(reports.document(id), reports.get(id).shape, index)
    return stack === undefined ? plain : joinTrail(plain, stack.frames)
  }

  /** The rows of all threads; only what the signature is made from is explained. */
  function allRows(id: number, { threads }: ReportView): FrameRow[][] {
    const explanation = explain(id, 'built-in')
    return threads.map(({ index }) => explained(id, index, stackOf(explanation, index)))
  }

  /** What a share is made of: the report, why its signature is what it is, and the thread that it is made from. */
  function shared(id: number): [ReportView, Explanation, FrameRow[]] {
    const report = view(id)
    const explanation = explain(id, 'built-in')
    const thread = signatureThread(explanation) ?? report.crashingThread
    return [report, explanation, thread === undefined ? [] : rows(id, thread, 'built-in')]
  }

  return {
    async open(inputs: OpenInput[], signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Opened> {
      const { limits, newDecoder, fetching = NO_FETCHING } = options
      const newId = (): number => nextId++
      const open = { openBytes: reports.bytes, openReports: reports.count }
      const opening = { siggen, fetching, newId, ...open, limits, newDecoder }
      const { drafts, problems } = await openInputs(inputs, opening, signal, onProgress)
      const opened: Opened = { reports: [], problems }
      for (const draft of drafts) {
        try {
          opened.reports.push(...draft.finish(edits.generator('built-in')))
          reports.take(draft)
        } catch (error) {
          // A defect: this file is left out, the others are fine.
          const { message, advice } = unreadable(error, () => '')
          problems.push({ name: draft.name, message, advice })
          draft.collection.free()
        }
      }
      return opened
    },

    async close(id?: number): Promise<void> {
      raw.forget(id)
      searched.forget((key) => id === undefined || key === id)
      if (id === undefined) {
        reports.closeAll()
        explanations.clear()
      } else {
        reports.close(id)
        explanations.forget((key) => key.startsWith(`${id} `))
      }
    },

    view: async (id) => view(id),
    thread: async (id, index, which) => rows(id, index, which),
    frameMatches: async (id, text) =>
      countFrames(
        searched.get(id, () => searchTexts(allRows(id, view(id)))),
        text,
      ),
    explanation: async (id, which) => explain(id, which),
    debugLog: async (id) => edits.generator('built-in').debugLog(reports.get(id).bytes),

    async without(id, place, which): Promise<Without> {
      const { bytes } = reports.get(id)
      const { signature } = edits.without(place, which).generate(bytes)
      return { signature, isChanged: signature !== explain(id, which).signature }
    },

    raw: async (id, from, to) => raw.lines(reports.get(id), from, to),
    rawSearch: async (id, text) => raw.search(reports.get(id), text),
    async original(id): Promise<Blob> {
      const { bytes, notation } = reports.get(id)
      return new Blob([bytes.slice()], { type: notation === 'json' ? 'application/json' : 'text/plain' })
    },

    async setLists(texts: ListTexts): Promise<ListsOutcome> {
      const start = performance.now()
      const { findings, compiles } = edits.set(texts)
      explanations.forget((key) => key.includes(' edited '))
      // The same generator before each time: it remembers the reports' frames.
      const diff = compiles ? reports.diff(edits.generator('built-in'), edits.generator('edited')) : undefined
      return { findings, ...(diff && { diff }), milliseconds: performance.now() - start }
    },

    coverage: async (which, isWithout) => reports.coverage(edits.generator(which), isWithout),

    builtInLists: async () => edits.builtIn,

    async compare(left: number, right: number): Promise<ComparedReports> {
      const [leftView, leftExplanation, leftRows] = shared(left)
      const [rightView, rightExplanation, rightRows] = shared(right)
      return {
        ...compareThreads(leftRows, rightRows),
        details: compareDetails(leftView, rightView),
        left: leftExplanation,
        right: rightExplanation,
      }
    },

    markdown: async (id) => reportMarkdown(...shared(id)),
    bugComment: async (id) => bugComment(...shared(id)),
    bugUrl: async (id) => bugUrl(...shared(id)),
    async html(id): Promise<string> {
      const report = view(id)
      return reportHtml(report, explain(id, 'built-in'), allRows(id, report))
    },
  }
}

/** The last stack of a thread that became a signature. */
function stackOf({ rules }: Explanation, thread: number): NativeStack | undefined {
  return nativeStacks(rules).findLast((stack) => stack.thread === thread)
}

/** The thread that the signature is made from. */
function signatureThread({ rules }: Explanation): number | undefined {
  return nativeStacks(rules).at(-1)?.thread
}

function nativeStacks(rules: Explanation['rules']): NativeStack[] {
  return rules.flatMap(({ stack }) => (stack?.kind === 'native' ? [stack] : []))
}
