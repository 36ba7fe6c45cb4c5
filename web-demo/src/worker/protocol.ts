// What the page may ask of the worker. All reports stay in the worker; the page gets what it shows.

import type { Coverage, Diff, Explanation, Finding, ListName, ListPlace } from 'siggen-wasm'
import type { ComparedReports, FrameRow, Problem, ReportSummary, ReportView } from '../logic/model'

export type ListTexts = Record<ListName, string>

export type OpenInput =
  | { kind: 'file'; file: File }
  | { kind: 'text'; name: string; text: string }
  /** `isExample`: one of the page's own. */
  | { kind: 'url'; name: string; url: string; isExample?: boolean }

export interface Progress {
  /** What is being done, for people. */
  what: string
  done: number
  /** Absent where nobody knows. */
  total?: number
  unit: 'bytes' | 'reports'
}

export interface Opened {
  reports: ReportSummary[]
  problems: Problem[]
}

/** What edited lists do to the loaded reports, which it names by their places among `ids`. */
export type ReportsDiff = Diff & { ids: number[] }

/** What the lines of lists do to the loaded reports, which it names by their places among `ids`. */
export type ReportsCoverage = Coverage & { ids: number[] }

export interface ListsOutcome {
  /** What a linter says, errors among it. */
  findings: Finding[]
  /** What the edited lists do to the loaded reports, against the built-in ones; absent where they don't compile. */
  diff?: ReportsDiff
  /** How long it took. */
  milliseconds: number
}

export interface Without {
  signature: string
  /** Whether it differs from the signature with the line. */
  isChanged: boolean
}

export interface RawLines {
  /** How many lines there are in all. */
  total: number
  lines: string[]
}

/** Which lists an answer is about. */
export type Which = 'built-in' | 'edited'

export interface Engine {
  /** Opens everything; what can't be opened is among the problems. Rejects only with an AbortError. */
  open(inputs: OpenInput[], signal: AbortSignal, onProgress: (progress: Progress) => void): Promise<Opened>
  /** Forgets a report, or all. */
  close(id?: number): Promise<void>
  view(id: number): Promise<ReportView>
  /** The thread's rows, explained with the lists: as what it is for the thread that the signature is made from, and
   * for any other thread as if that one had crashed. */
  thread(id: number, index: number, which: Which): Promise<FrameRow[]>
  /** How many frames of each thread hold a text in any case, by the index of the thread. */
  frameMatches(id: number, text: string): Promise<number[]>
  explanation(id: number, which: Which): Promise<Explanation>
  debugLog(id: number): Promise<string[]>
  /** The signature that would be without a line, and all else the same. */
  without(id: number, place: ListPlace, which: Which): Promise<Without>
  /** Lines of the report's JSON, indented, or of its `KEY=VALUE` lines as they are, from `from` up to and without `to`. */
  raw(id: number, from: number, to: number): Promise<RawLines>
  /** The numbers, from 0, of those lines that contain a text in any case; at most 10,000. */
  rawSearch(id: number, text: string): Promise<number[]>
  /** The report's bytes as they came, without compression. */
  original(id: number): Promise<Blob>
  /** Takes edited lists for all that follows. */
  setLists(texts: ListTexts): Promise<ListsOutcome>
  /** What each line does to the loaded reports. `isWithout`: what would be without it, too, which takes longer. */
  coverage(which: Which, isWithout: boolean): Promise<ReportsCoverage>
  builtInLists(): Promise<ListTexts>
  /** Two reports beside each other. */
  compare(left: number, right: number): Promise<ComparedReports>
  /** A report as text to take along: see logic/share. */
  markdown(id: number): Promise<string>
  bugComment(id: number): Promise<string>
  bugUrl(id: number): Promise<string>
  /** A self-contained page of the report. */
  html(id: number): Promise<string>
}
