/** A name of one of the four lists; its file is called that, with `.txt` behind. */
export type ListName =
  'irrelevant_signature_re' | 'prefix_signature_re' | 'signatures_with_line_numbers_re' | 'signature_sentinels'

/** The shape of a report. */
export type Shape = 'crash-data' | 'processed' | 'raw' | 'stackwalk' | 'ping'

/** The form of a report: a shape can have several. */
export type Form =
  | 'crash-data'
  | 'processed'
  | 'raw'
  | 'extra-file'
  | 'stackwalk'
  | 'glean-ping'
  | 'glean-row'
  | 'ingest-row'
  | 'telemetry-ping'
  | 'telemetry-row'
  | 'stack-traces'
  | 'stack'

/** What a report was read as, and which member decided that. */
export interface Input {
  shape: Shape
  form: Form
  /** The member that decided; `caller` where the shape was given, `nothing` for an empty object. */
  detected_by: string
}

/** A report: the bytes of a JSON document in UTF-8, or its text. Annotations can also stand as `KEY=VALUE` lines. */
export type Report = Uint8Array | string

/** Texts of list files, one entry a line, `#` for comments. */
export type SiglistTexts = Partial<Record<ListName, string>>

/** Which lists a generator has. */
export interface Siglists {
  /** Texts in place of the built-in ones; a list that isn't named is empty. Absent: the built-in lists. */
  replace?: SiglistTexts
  /** Lines to add behind those. */
  extend?: SiglistTexts
  /** Lines to take out, each written exactly as in the list. */
  remove?: SiglistTexts
  /** Entries to take out by their place, such as one that an explanation names. */
  without?: ListPlace[]
  /** What the lists of `replace` (or, without it, of `extend`) are called in explanations. */
  source?: string
}

/** A line of a list. */
export interface ListPlace {
  list: ListName
  /** Number of the line in its file, from 1. */
  line: number
}

/** How a report is read. */
export interface ReadOptions {
  /** The report's shape, where it isn't to be recognized. */
  shape?: Shape
}

/** How a report is explained. */
export interface ExplainOptions extends ReadOptions {
  /** Explains as if this thread had crashed. */
  thread?: number
}

/** A signature. */
export interface Result {
  crash_id?: string
  /** The signature that is stored in the report. */
  original_signature?: string
  signature: string
  /** All normalized frames, joined with ` | `; absent if there are no frames. */
  proto_signature?: string
  normalized_frames?: string[]
  /** What the rules say about the signature, each as `RULE: text`. */
  notes: string[]
  /** What the report was read as. */
  input: Input
}

/** A signature with the reason for it. */
export interface Explanation extends Result {
  /** Where the lists come from. */
  siglists: string
  /** What each rule did, in the order of the pipeline. */
  rules: RuleTrail[]
}

/** What a rule did. */
export interface RuleTrail {
  rule: string
  /** Whether the rule ran. */
  applied: boolean
  /** The fact that decided whether it runs. */
  why: string
  /** The signature before. */
  before: string
  /** The signature after. */
  after: string
  notes?: string[]
  /** The stack that the rule made a signature of. */
  stack?: StackTrail
}

/** A stack that became a signature. */
export type StackTrail = { kind: 'java_stack_trace' } | { kind: 'java_exception' } | NativeStack

/** A stack of C++ and Rust frames. */
export interface NativeStack {
  kind: 'native'
  /** Index of the thread. */
  thread: number
  thread_name?: string
  /** Its frames, as many as count (40, inline functions included). */
  frames: FrameTrail[]
  /** Whether all frames were skipped, so that the first one had to do. */
  nothing_kept?: boolean
}

/** What a walk along a stack does with a frame. */
export type Verdict = 'before_sentinel' | 'empty' | 'irrelevant' | 'repeated_module' | 'prefix' | 'stop' | 'not_reached'

/** What was decided about a frame. */
export interface FrameTrail {
  /** Index of the frame in its thread. Functions that were inlined into it have the same. */
  frame: number
  /** Whether this is a function that was inlined into the frame. */
  inlined: boolean
  module?: string
  /** The frame as crash reports show it. */
  displayed: string
  /** The frame as signatures see it. */
  normalized: string
  verdict: Verdict
  /** The line of a list that decided. */
  decided_by?: Decision
  /** The sentinel that the walk starts at, if it is this frame. */
  sentinel?: Decision
  /** The line that had the source line number added. */
  numbered_by?: Decision
  /** Whether the frame is part of the stack's signature. */
  kept: boolean
}

/** The line of a list that decided. */
export interface Decision {
  list: ListName
  /** Where the list comes from: `built-in`, or the `source` of its lists. */
  source: string
  /** Number of the line in its file, from 1. */
  line: number
  /** The line: a regex in Python's dialect, or for a sentinel the text. */
  pattern: string
  /** The part of the normalized frame that the line matches, in bytes of its UTF-8. */
  span: { start: number; end: number }
}

/** A record of a batch that can't be read. */
export interface Failed {
  error: string
  /** The record's line, from 1, in NDJSON. */
  line?: number
  /** The record's index, in a list of reports. */
  index?: number
}

/** How grave a finding is: an `error` keeps the lists from compiling. */
export type Severity = 'error' | 'warning' | 'hint'

/** What a linter says of a line. */
export interface Finding extends ListPlace {
  severity: Severity
  /** A short name of the kind of finding, such as `shadowed`. */
  code: string
  /** What is wrong. */
  message: string
  /** What to do. */
  help: string
  /** The line. */
  pattern: string
  /** The line that this one has to do with: the one that shadows it, the one it repeats. */
  related?: ListPlace & { pattern: string }
  /** A normalized frame that the line matches and that shows the finding. For a sentinel that is written as a regex,
   * a frame that the regex would match and the sentinel doesn't. */
  trigger?: string
  /** How to fix it without changing any signature. */
  fix?: Fix
  /** Why it is to stay, as a comment above the line says. */
  allowed?: string
}

/** How to fix a finding without changing any signature. */
export interface Fix {
  /** Edits of the list's file. */
  edits: LineEdit[]
}

/** An edit of a file: lines go, a line becomes another text, lines go to the place in front of another one. The numbers
 * of its lines, from 1, are those before any edit. */
export type LineEdit =
  | { edit: 'delete'; first: number; last: number }
  | { edit: 'replace'; line: number; text: string }
  | { edit: 'move'; first: number; last: number; before: number }

/** What two sets of lists make of the same reports. */
export interface Diff {
  /** Where the lists before come from. */
  before: string
  /** Where the lists after come from. */
  after: string
  /** How many reports were compared. */
  crashes: number
  /** How many have another signature. */
  changed: number
  signatures_before: number
  signatures_after: number
  /** The lines that are in one set of lists only, list by list, those before and then those after. */
  lines: EditedLine[]
  /** What happened to buckets, those with most changed reports first. */
  buckets: BucketDiff[]
  /** Where reports went, those of most reports first: a map from old signatures to new ones. */
  migrations: Migration[]
  /** The reports whose signature changes. */
  changes: ChangedReport[]
}

/** A line that is in one set of lists only. */
export interface EditedLine extends ListPlace {
  /** Whether it is in the lists before or in those after. */
  edit: 'removed' | 'added'
  text: string
  /** How many changed reports it is responsible for. */
  crashes: number
}

/** What happened to a group of buckets that exchange reports. */
export interface BucketDiff {
  /** renamed: all reports of one bucket are now another, new one; split: a bucket is now several; merged: several
   * are now one; mixed: several are now several others. */
  kind: 'renamed' | 'split' | 'merged' | 'mixed'
  /** The buckets before, the largest first. */
  before: BucketCount[]
  /** The buckets after, the largest first. */
  after: BucketCount[]
  /** How many reports changed their signature here. */
  moved: number
  /** Indices of some of those reports. */
  examples: number[]
  /** The lines responsible: indices in `lines`. */
  lines: number[]
  /** The ways from bucket to bucket: indices in `migrations`. */
  migrations: number[]
}

/** What became of a bucket. */
export type Fate = 'new' | 'gone' | 'grown' | 'shrunk' | 'level'

/** A bucket of one side. */
export interface BucketCount {
  signature: string
  /** How many reports have the signature on this side. */
  crashes: number
  /** How many have it on the other side. */
  other_side: number
  fate: Fate
}

/** Reports that went from one signature to another. */
export interface Migration {
  before: string
  after: string
  crashes: number
  /** Whether these are all reports of the signature before. */
  is_whole: boolean
  /** Indices of some of the reports. */
  examples: number[]
  /** The lines responsible: indices in `lines`. */
  lines: number[]
}

/** A report whose signature changes. */
export interface ChangedReport {
  /** Index of the report. */
  report: number
  /** Its way: an index in `migrations`. */
  migration: number
}

/** What each line of lists does to reports. */
export interface Coverage {
  /** Where the lists come from. */
  source: string
  /** How many reports were looked at. */
  crashes: number
  /** How many signatures they have. */
  signatures: number
  /** All lines, list by list, in their order. */
  lines: LineCoverage[]
}

/** What a line does to reports. */
export interface LineCoverage extends ListPlace {
  text: string
  /** Reports with a frame that the list was asked about and that the line matches. */
  matched: number
  /** Reports where it decided about such a frame: it is the first line of its list to match it. */
  fired: number
  /** Reports where no other line of its list would have given the same answer about one of the frames. */
  only_match: number
  /** Reports that would have another signature without the line; 0 where that wasn't asked for. */
  changed: number
  /** How many signatures the reports have where it fired. */
  signature_count: number
  /** The most frequent of those signatures. */
  signatures: { signature: string; crashes: number }[]
  /** How many ways from signature to signature there would be without the line. */
  change_count: number
  /** The most frequent of those ways. */
  changes: { signature: string; without: string; crashes: number }[]
  /** Indices of some reports where it fired. */
  examples: number[]
}

/** A rule of the pipeline. */
export interface RuleInfo {
  name: string
  summary: string
  docs: string
  /** Numbers of the bugs that it comes from. */
  bugs: number[]
  /** The fields of crash data that it reads. */
  reads: string[]
}

/** How a file is laid out: one JSON document, or a record a line. */
export type Layout = 'document' | 'lines' | 'unknown'

/** A part of a document. */
export interface Range {
  start: number
  end: number
}

/** Where the module comes from: its bytes, an address, an answer to a request, or the compiled module. */
export type Source = Uint8Array | ArrayBuffer | URL | string | Response | PromiseLike<Response> | WebAssembly.Module

/**
 * Loads the module. In Node it is loaded on import, and this does nothing; elsewhere it comes first.
 * Without a source it comes from beside the package's own files. Calling it again is free.
 */
export function init(source?: Source): Promise<void>

/** A report that can't be read. */
export class ReportError extends Error {
  name: 'ReportError'
  /** The byte at which reading stopped. */
  offset: number
}

/** A list that can't be compiled. */
export class SiglistError extends Error {
  name: 'SiglistError'
  list: ListName
  /** Number of the line in its file, from 1; absent where it is the list as a whole. */
  line?: number
  pattern?: string
  /** What is wrong with it, without its place. */
  reason: string
}

/** A defect of siggen itself. The next call works. */
export class PanicError extends Error {
  name: 'PanicError'
}

/** Generates signatures. */
export class Generator {
  /** Throws a {@link SiglistError}. */
  constructor(siglists?: Siglists)
  /** Throws a {@link ReportError}. */
  generate(report: Report, options?: ReadOptions): Result
  /** Throws a {@link ReportError}. */
  explain(report: Report, options?: ExplainOptions): Explanation
  /** The log that the reference implementation keeps, line by line. Throws a {@link ReportError}. */
  debugLog(report: Report, options?: ReadOptions): string[]
  /** Many reports: one document, a list of them, or NDJSON. What can't be read is in its place as {@link Failed}. */
  generateMany(reports: Report, options?: ReadOptions): (Result | Failed)[]
  /** Gives back its memory. Without it, that happens when the generator is collected. */
  free(): void
}

/** Reports, reduced to what signatures depend on, so that they can be gone through again and again. */
export class Collection {
  constructor()
  /** How many reports there are. */
  readonly length: number
  /** Adds a report and gives its index. Throws a {@link ReportError}. */
  add(report: Report, options?: ReadOptions): number
  /** The signature of every report, in order. */
  signatures(generator: Generator): string[]
  /** What two sets of lists make of the reports, and which lines are responsible. Where one asks again and again, it is
   * fastest with the same generator before. */
  diff(before: Generator, after: Generator): Diff
  /** What each line of the lists does to the reports. `without`: also what signatures would be without it. */
  coverage(generator: Generator, options?: { without?: boolean }): Coverage
  /** Takes all reports of another collection, which is empty then. */
  append(other: Collection): void
  /** Forgets a report. Those behind it move up. Throws a `RangeError` where there is none. */
  remove(index: number): void
  /** Forgets all reports. */
  clear(): void
  free(): void
}

/** What a linter says of these lists; a list that isn't named is not looked at. Never throws for what a list says. */
export function lint(siglists: SiglistTexts): Finding[]

/** The texts of the built-in lists. */
export function builtInSiglists(): Record<ListName, string>

/** The rules, in the order of the pipeline. */
export function rules(): RuleInfo[]

/** JSON Schema of crash data, of a {@link Result} or of an {@link Explanation}. */
export function schema(of: 'crash-data' | 'outcome' | 'explanation'): object

/** What a report would be read as, and which member decides that. Throws a {@link ReportError} if it is not a report. */
export function recognize(report: Report): Input

/** The shape that a report is recognized as: that of {@link recognize}. Throws a {@link ReportError}. */
export function shapeOf(report: Report): Shape

/** How a file is laid out, going by its beginning. `isAll`: there is no more of it. */
export function layout(beginning: Uint8Array, isAll: boolean): Layout

/** The items of a document that is a JSON list; undefined if it is something else. Throws a {@link ReportError}. */
export function items(document: Uint8Array): Range[] | undefined

/** The package's version. */
export const version: string
