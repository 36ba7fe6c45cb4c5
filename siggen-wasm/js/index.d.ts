/** The name of one of the four lists; its file has this name and the extension `.txt`. */
export type ListName =
  'irrelevant_signature_re' | 'prefix_signature_re' | 'signatures_with_line_numbers_re' | 'signature_sentinels'

/** The shape of a report. */
export type Shape = 'crash-data' | 'processed' | 'raw' | 'stackwalk' | 'ping'

/** The form of a report; a shape can have several. */
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
  /** The member that decided; `caller` if the shape was given, `nothing` for an empty object. */
  detected_by: string
}

/** A report: the bytes of a JSON document in UTF-8, or its text. Annotations can also be `KEY=VALUE` lines. */
export type Report = Uint8Array | string

/** Texts of list files: one entry per line, and comments after `#`. */
export type SiglistTexts = Partial<Record<ListName, string>>

/** The lists of a generator. */
export interface Siglists {
  /** Texts that replace the built-in lists; a list that isn't named is empty. By default, the built-in lists. */
  replace?: SiglistTexts
  /** Entries to add to the end of these lists. */
  extend?: SiglistTexts
  /** Entries to remove, each written exactly as in the list. */
  remove?: SiglistTexts
  /** Entries to leave out by their line numbers, such as one that an explanation names. */
  without?: ListPlace[]
  /** The name of the lists of `replace` (or, without it, of `extend`) in explanations. */
  source?: string
}

/** Where an entry is. */
export interface ListPlace {
  list: ListName
  /** Line number of the entry in its file, from 1. */
  line: number
}

/** How a report is read. */
export interface ReadOptions {
  /** The report's shape; detected by default. */
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
  /** The signature stored in the report. */
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

/** A signature and the reasons for it. */
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
  /** The stack that the rule made a signature from. */
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
  /** Whether all frames were skipped, so that the signature is the first one. */
  nothing_kept?: boolean
}

/** What a walk along a stack does with a frame. */
export type Verdict = 'before_sentinel' | 'empty' | 'irrelevant' | 'repeated_module' | 'prefix' | 'stop' | 'not_reached'

/** What was decided about a frame. */
export interface FrameTrail {
  /** Index of the frame in its thread. Functions inlined into it have the same index. */
  frame: number
  /** Whether this is a function that was inlined into the frame. */
  inlined: boolean
  module?: string
  /** The frame as crash reports show it. */
  displayed: string
  /** The normalized frame, which the lists are matched against. */
  normalized: string
  verdict: Verdict
  /** The entry that decided. */
  decided_by?: Decision
  /** The sentinel that the walk starts at, if it is this frame. */
  sentinel?: Decision
  /** The entry that added the source line number. */
  numbered_by?: Decision
  /** Whether the frame is part of the stack's signature. */
  kept: boolean
}

/** The entry that decided. */
export interface Decision {
  list: ListName
  /** Where the list comes from: `built-in`, or the `source` of its lists. */
  source: string
  /** Line number of the entry in its file, from 1. */
  line: number
  /** The entry: a regex in Python's dialect, or text for a sentinel. */
  pattern: string
  /** The part of the normalized frame that the entry matches, in bytes of UTF-8. */
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

/** How severe a finding is. Lists with an `error` can't be compiled. */
export type Severity = 'error' | 'warning' | 'hint'

/** What the linter reports about an entry. */
export interface Finding extends ListPlace {
  severity: Severity
  /** A short name of the kind of finding, such as `shadowed`. */
  code: string
  /** What is wrong. */
  message: string
  /** What to do. */
  help: string
  /** The entry. */
  pattern: string
  /** The entry that the finding is also about: the one that shadows this entry, or that it repeats. */
  related?: ListPlace & { pattern: string }
  /** A normalized frame that the entry matches and that shows the finding. For a sentinel written as a regex, a frame
   * that the regex would match but the sentinel doesn't. */
  trigger?: string
  /** How to fix it without changing any signature. */
  fix?: Fix
  /** Why the finding is allowed, from a comment above the entry. */
  allowed?: string
}

/** How to fix a finding without changing any signature. */
export interface Fix {
  /** Edits of the list's file. */
  edits: LineEdit[]
}

/** An edit of a file: deletes lines, replaces a line, or moves lines to before another one. Line numbers start at 1 and
 * are those before any edit. */
export type LineEdit =
  | { edit: 'delete'; first: number; last: number }
  | { edit: 'replace'; line: number; text: string }
  | { edit: 'move'; first: number; last: number; before: number }

/** How the signatures of the same reports differ between two sets of lists. */
export interface Diff {
  /** Where the lists before come from. */
  before: string
  /** Where the lists after come from. */
  after: string
  /** How many reports were compared. */
  crashes: number
  /** How many have a different signature. */
  changed: number
  signatures_before: number
  signatures_after: number
  /** The entries that are in only one set of lists: list by list, first removed, then added ones. */
  lines: EditedLine[]
  /** What happened to buckets, most changed reports first. */
  buckets: BucketDiff[]
  /** Where reports went, most reports first: a map from old signatures to new ones. */
  migrations: Migration[]
  /** The reports whose signature changes. */
  changes: ChangedReport[]
}

/** An entry that is in only one set of lists. */
export interface EditedLine extends ListPlace {
  /** Whether it is in the lists before or in those after. */
  edit: 'removed' | 'added'
  text: string
  /** How many changed reports it is responsible for. */
  crashes: number
}

/** What happened to a group of buckets that exchange reports. */
export interface BucketDiff {
  /** renamed: all reports of a bucket are now in another, new one; split: a bucket is now several; merged: several are
   * now one; mixed: several are now several others. */
  kind: 'renamed' | 'split' | 'merged' | 'mixed'
  /** The buckets before, the largest first. */
  before: BucketCount[]
  /** The buckets after, the largest first. */
  after: BucketCount[]
  /** How many of their reports changed signature. */
  moved: number
  /** Indices of some of those reports. */
  examples: number[]
  /** The entries responsible: indices in `lines`. */
  lines: number[]
  /** Moves from bucket to bucket: indices in `migrations`. */
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
  /** The entries responsible: indices in `lines`. */
  lines: number[]
}

/** A report whose signature changes. */
export interface ChangedReport {
  /** Index of the report. */
  report: number
  /** Its move: an index in `migrations`. */
  migration: number
}

/** What each list entry does to reports. */
export interface Coverage {
  /** Where the lists come from. */
  source: string
  /** How many reports were checked. */
  crashes: number
  /** How many signatures they have. */
  signatures: number
  /** All entries, list by list, in order. */
  lines: LineCoverage[]
}

/** What an entry does to reports. */
export interface LineCoverage extends ListPlace {
  text: string
  /** Reports with a frame that was checked against the list and that the entry matches. */
  matched: number
  /** Reports where it fired: it is the first entry of its list to match such a frame. */
  fired: number
  /** Reports with such a frame that no other entry of the list matches. */
  only_match: number
  /** Reports whose signature would change without the entry; absent if not asked for. */
  changed?: number
  /** How many signatures the reports where it fired have. */
  signature_count: number
  /** The most frequent of those signatures. */
  signatures: { signature: string; crashes: number }[]
  /** How many different changes of a signature there would be without the entry; absent if not asked for. */
  change_count?: number
  /** The most frequent of those changes; absent if not asked for. */
  changes?: { signature: string; without: string; crashes: number }[]
  /** Indices of some reports where it fired. */
  examples: number[]
}

/** A rule of the pipeline. */
export interface RuleInfo {
  name: string
  summary: string
  docs: string
  /** Numbers of the bugs that it was written for. */
  bugs: number[]
  /** The fields of crash data that it reads. */
  reads: string[]
}

/** The layout of a file: one JSON document, or one record per line. */
export type Layout = 'document' | 'lines' | 'unknown'

/** A part of a document. */
export interface Range {
  start: number
  end: number
}

/** Where the module comes from: its bytes, a URL, a `Response`, or a `WebAssembly.Module`. */
export type Source = Uint8Array | ArrayBuffer | URL | string | Response | PromiseLike<Response> | WebAssembly.Module

/**
 * Loads the module; call it first. In Node.js the module is loaded on import, and this does nothing. By default, the
 * module is next to the package's own files. Calling it again costs nothing.
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
  /** Line number of the entry in its file, from 1; absent if the whole list is at fault. */
  line?: number
  pattern?: string
  /** What is wrong, without the line. */
  reason: string
}

/** A bug in siggen. The next call works. */
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
  /** The debug log of the reference implementation, line by line. Throws a {@link ReportError}. */
  debugLog(report: Report, options?: ReadOptions): string[]
  /** Many reports: one document, a list of them, or NDJSON. A record that can't be read is a {@link Failed} in its
   * place. */
  generateMany(reports: Report, options?: ReadOptions): (Result | Failed)[]
  /** Frees its memory. Otherwise that happens when the generator is garbage-collected. */
  free(): void
}

/** Reports, reduced to what signatures depend on, for repeated evaluation. */
export class Collection {
  constructor()
  /** How many reports there are. */
  readonly length: number
  /** Adds a report and gives its index. Throws a {@link ReportError}. */
  add(report: Report, options?: ReadOptions): number
  /** The signature of every report, in order. */
  signatures(generator: Generator): string[]
  /** How the signatures of the reports differ between two sets of lists, and which entries are responsible. Repeated
   * calls are fastest with the same `before`. */
  diff(before: Generator, after: Generator): Diff
  /** What each list entry does to the reports. `without`: also what the signatures would be without it. */
  coverage(generator: Generator, options?: { without?: boolean }): Coverage
  /** Moves all reports of another collection into this one. */
  append(other: Collection): void
  /** Removes a report; later ones move up. Throws a `RangeError` if there is no such report. */
  remove(index: number): void
  /** Removes all reports. */
  clear(): void
  free(): void
}

/** The linter's findings about these lists; a list that isn't named is not checked. Never throws, whatever the lists
 * contain. */
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

/** The layout of a file, from its beginning. `isAll`: the beginning is the whole file. */
export function layout(beginning: Uint8Array, isAll: boolean): Layout

/** The items of a document that is a JSON list; undefined if it is something else. Throws a {@link ReportError}. */
export function items(document: Uint8Array): Range[] | undefined

/** The package's version. */
export const version: string
