// From a report of any shape to what the page shows of it. What the report doesn't hold is absent, whatever it holds
// instead.

import type { Notation, ReportView, Shape } from '../model'
import { readAnnotations } from './annotations'
import { readBreadcrumbs } from './breadcrumbs'
import { readDebug, readHistory, readNotes } from './debug'
import { readDetails } from './details'
import { readExtensions } from './extensions'
import { Facts, someOf } from './facts'
import { isObject, parsed, type JsonObject } from './field'
import { headerOf } from './header'
import { isCrashId, reportUrl } from './ids'
import { readJavaStackTrace, readThrown } from './java'
import { detail } from './labels'
import { readMemory } from './memory'
import { readModules, readUnloadedModules } from './modules'
import { partsOf } from './report-parts'
import { threadSummaries } from './threads'

export interface ReadOptions {
  notation?: Notation
  /** Whether it is an example: its ids are invented, so it has no page on Crash Stats. */
  isExample?: boolean
}

export function readReport(document: unknown, shape: Shape, options: ReadOptions = {}): ReportView {
  const parts = partsOf(document, shape)
  const facts = new Facts(parts)
  const takeRows = <T>(names: string[], read: (value: unknown) => T[]): T[] => facts.take(names, someOf(read)) ?? []
  const groups = readDetails(facts)
  const signatures = facts.take(['ModuleSignatureInfo'], parsedObject)
  const environment = facts.take(['telemetry_environment', 'TelemetryEnvironment', 'environment'], parsedObject)
  const history = takeRows(['processor_history'], readHistory)
  const view: ReportView = {
    shape,
    notation: options.notation ?? 'json',
    groups,
    threads: threadSummaries(parts),
    crashingThread: parts.crashingThread,
    missingThread: parts.missingThread,
    javaException: readThrown(facts),
    ...readJavaStackTrace(facts),
    breadcrumbs: takeRows(['breadcrumbs', 'Breadcrumbs'], readBreadcrumbs),
    modules: readModules(parts, signatures),
    unloadedModules: readUnloadedModules(parts, signatures),
    extensions: takeRows(['addons', 'Add-ons'], (value) => readExtensions(value, environment)),
    memory: takeRows(['memory_measures'], readMemory),
    storedNotes: takeRows(['processor_notes'], readNotes),
    history,
    debug: readDebug(facts, history, shape),
    annotations: [],
  }
  if (view.extensions.length === 0) {
    view.extensions = readExtensions(undefined, environment)
  }
  view.annotations = readAnnotations(facts)
  const made = withHeader(view)
  return options.isExample === true ? withoutServer(made) : made
}

/** An object, or one that is JSON inside a text. */
function parsedObject(value: unknown): JsonObject | undefined {
  const read = parsed(value)
  return isObject(read) ? read : undefined
}

function withHeader(view: ReportView): ReportView {
  const header = headerOf((label) => (detail(view, label) ?? view.debug.find((row) => row.label === label))?.value)
  const { crashId } = header
  const isOnServer = crashId !== undefined && isCrashId(crashId)
  return Object.assign(view, header, { crashStatsUrl: isOnServer ? reportUrl(crashId) : undefined })
}

function withoutServer(view: ReportView): ReportView {
  for (const { rows } of view.groups) {
    for (const row of rows) {
      delete row.href
    }
  }
  delete view.crashStatsUrl
  return view
}
