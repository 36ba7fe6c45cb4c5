// What the page knows, and what can be done with it. The view reads the signals and calls the actions.

import type { ListName } from 'siggen-wasm'
import type { Problem, ReportSummary } from '../logic/model'
import type { Page, Route, Tab } from '../logic/route'
import type { Engine, ListsOutcome, ListTexts, OpenInput, Progress } from '../worker/protocol'

export type { Page, Route, Tab }

export interface Lists {
  /** The texts that are built in; undefined until the worker has said. */
  builtIn(): ListTexts | undefined
  /** The texts as edited. */
  texts(): ListTexts | undefined
  /** Whether they differ from the built-in ones. */
  isEdited(): boolean
  /** What the worker made of the last edit. */
  outcome(): ListsOutcome | undefined
  /** Takes a text as it is typed; kept in the browser, put to the worker a moment later. */
  set(name: ListName, text: string): void
  /** Adds a line at the end of a list and shows it in the editor. */
  propose(name: ListName, line: string): void
  /** Where the editor is to go: set by `propose`, and by who shows the line that decided. */
  target(): { list: ListName; line: number } | undefined
  show(list: ListName, line: number): void
  reset(name?: ListName): void
}

export interface Store {
  engine: Engine
  reports(): ReportSummary[]
  problems(): Problem[]
  dismissProblems(): void
  /** What is being done; undefined where nothing is or it has taken less than 100 ms. */
  progress(): Progress | undefined
  route(): Route
  /** Goes to a place; what isn't named stays only if `page` stays. */
  go(route: Partial<Route>, replace?: boolean): void
  /** Opens inputs and shows the first report, or the list where there are several. */
  open(inputs: OpenInput[]): Promise<void>
  cancel(): void
  close(id?: number): Promise<void>
  lists: Lists
  /** Says something short to everybody: drawn for a moment, and read out by screen readers. */
  say(message: string): void
  said(): string | undefined
}
