// What the page shows of a report. Plain data: it is made in the worker and crosses to the page as it is.

import type { Decision, Explanation, FrameTrail, Input, Shape } from 'siggen-wasm'

/** A value with its name. */
export interface DetailRow {
  label: string
  /** As people read it: humanized sizes, dates, durations. */
  value: string
  /** The value as the report has it, where that says more: exact bytes, a time's fractions. */
  raw?: string
  /** What the field means, for whoever asks. */
  hint?: string
  href?: string
  /** Whether crash-report servers show it to few people only. */
  isProtected?: boolean
  /** Whether it is long text with line breaks that count. */
  isBlock?: boolean
}

export interface DetailGroup {
  title: string
  rows: DetailRow[]
}

/** How a report is written: as JSON, or as annotations in lines of `KEY=VALUE`. */
export type Notation = 'json' | 'key-value'

export interface ReportView {
  shape: Shape
  notation: Notation
  crashId?: string
  /** The address of the report on Crash Stats, where the id is one of its ids. */
  crashStatsUrl?: string
  product?: string
  version?: string
  os?: string
  date?: string
  storedSignature?: string
  groups: DetailGroup[]
  threads: ThreadSummary[]
  /** Index of the thread that crashed; absent where the report doesn't say. */
  crashingThread?: number
  /** The index that the report gives of it, where it has no such thread. */
  missingThread?: number
  javaException: JavaThrown[]
  /** Java stack trace as text. */
  javaStackTrace?: string
  /** Whether crash-report servers show that trace to few people only. */
  isJavaStackTraceProtected?: boolean
  breadcrumbs: DetailRow[]
  modules: ModuleRow[]
  unloadedModules: UnloadedModuleRow[]
  annotations: DetailRow[]
  extensions: ExtensionRow[]
  memory: DetailRow[]
  debug: DetailRow[]
  /** Processor notes that are stored in the report. */
  storedNotes: string[]
  /** Lines of history about the processing, where the report has them. */
  history: string[]
}

export interface ThreadSummary {
  index: number
  name?: string
  /** How many frames the report holds, inline functions not counted. */
  frames: number
  isCrashing: boolean
  lastError?: string
}

export interface SourceLink {
  /** Such as `gfx/Tile.cpp:120`. */
  text: string
  /** The code in its repository or in docs.rs; absent where the file names none. */
  href?: string
  /** The same in Searchfox; absent for what it doesn't have. */
  searchfox?: string
}

export interface FrameRow {
  /** Place in the list of rows, from 0. With inline functions as rows, before their holder. */
  row: number
  kind: 'frame' | 'inline' | 'truncated'
  /** Index of the frame in its thread; an inline function has its holder's. */
  frame: number
  module?: string
  /** The frame as crash reports show it. For `truncated`, how many frames were left out, in words. */
  displayed: string
  source?: SourceLink
  trust?: string
  isMissingSymbols: boolean
  isUnloaded: boolean
  address?: string
  moduleOffset?: string
  /** What was decided about it, for the frames that count. */
  trail?: FrameTrail
}

export interface JavaThrown {
  type: string
  message?: string
  frames: { module?: string; function?: string; source?: SourceLink; isInApp?: boolean }[]
}

export interface ModuleRow {
  file: string
  version?: string
  debugId?: string
  debugFile?: string
  codeId?: string
  signedBy?: string
  baseAddress?: string
  endAddress?: string
  isMissingSymbols: boolean
  /** Address of its symbol file. */
  symbolsHref?: string
  isMain: boolean
}

export interface UnloadedModuleRow {
  file: string
  codeId?: string
  signedBy?: string
  baseAddress?: string
  endAddress?: string
}

export interface ExtensionRow {
  id: string
  name?: string
  version?: string
  isSystem?: boolean
  signed?: string
}

/** A report in the list of all reports. */
export interface ReportSummary {
  /** Number of the report since the page was opened; never given twice. */
  id: number
  /** The file, or where else it comes from; with line or index where the file holds several. */
  name: string
  shape: Shape
  crashId?: string
  /** With the built-in lists. */
  signature: string
  storedSignature?: string
  product?: string
  version?: string
  os?: string
  date?: string
  reason?: string
  bytes: number
  /** Whether it is one of the examples: their ids are invented. */
  isExample?: boolean
}

/** What can't be opened, and why: said to people. */
export interface Problem {
  /** The file, with line or index. */
  name: string
  /** What is wrong, with its place. */
  message: string
  /** What to do about it. */
  advice: string
}

/** One row of two threads side by side. */
export interface ComparedFrame {
  left?: FrameRow
  right?: FrameRow
  /** Whether both are the same to a signature (the same normalized frame). */
  isSame: boolean
}

export interface ComparedReports {
  frames: ComparedFrame[]
  /** Rows of details that differ, by label. */
  details: { label: string; left?: string; right?: string }[]
  /** Index in `frames` of the first difference; absent where there is none. */
  firstDifference?: number
  left: Explanation
  right: Explanation
}

export type { Decision, Explanation, FrameTrail, Input, Shape }
