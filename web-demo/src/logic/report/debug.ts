// How a report was collected and processed.

import type { DetailRow, Shape } from '../model'
import type { Facts } from './facts'
import { list, object, onlyText, text } from './field'
import { formatDuration } from './format'
import { LABEL } from './labels'
import { detailRow, protectedRow, type Kind } from './row'

interface DebugField {
  label: string
  names: string[]
  kind?: Kind
  isProtected?: boolean
}

const SUBMITTED: DebugField = {
  label: LABEL.submitted,
  names: ['submitted_timestamp', 'creationDate', 'submission_timestamp'],
  kind: 'date',
}

const FIELDS: DebugField[] = [
  SUBMITTED,
  { label: 'Submitted from', names: ['submitted_from', 'SubmittedFrom'] },
  { label: 'Throttleable', names: ['throttleable', 'Throttleable'], kind: 'flag' },
  { label: 'Processing started', names: ['started_datetime', 'startedDateTime'], kind: 'date' },
  { label: 'Processing completed', names: ['completed_datetime', 'completeddatetime'], kind: 'date' },
  { label: 'Processed successfully', names: ['success'], kind: 'flag' },
  { label: 'Stackwalker version', names: ['stackwalk_version', 'stackwalker_version'] },
  { label: 'Stackwalker return code', names: ['mdsw_return_code'], isProtected: true },
  { label: 'Stackwalker status', names: ['mdsw_status_string', '.status'] },
  { label: 'Stackwalker messages', names: ['mdsw_stderr'], isProtected: true },
  { label: 'Process id', names: ['.pid'] },
  { label: 'Proto signature', names: ['proto_signature'] },
  { label: 'Signature debug log', names: ['signature_debug'], isProtected: true },
  { label: 'Soft errors', names: ['soft_errors', '.soft_errors'], kind: 'json', isProtected: true },
  { label: 'Memory report error', names: ['memory_report_error'], isProtected: true },
  { label: 'Minidump SHA-256', names: ['minidump_sha256_hash', 'minidumpSha256Hash'] },
  { label: 'Missing symbols', names: ['missing_symbols'] },
  { label: 'Modules in stack', names: ['modules_in_stack'] },
]

/** When the report was sent. */
export function readSubmitted(facts: Facts): DetailRow | undefined {
  return facts.take(SUBMITTED.names, (value) => detailRow(SUBMITTED.label, value, 'date'))
}

export function readDebug(facts: Facts, history: readonly string[], shape: Shape): DetailRow[] {
  const rows: DetailRow[] = []
  const times: (string | undefined)[] = []
  for (const { label, names, kind = 'text', isProtected } of FIELDS) {
    let said: unknown
    const row = facts.take(names, (value) => detailRow(label, (said = value), kind))
    if (label.startsWith('Processing ')) {
      times.push(row && text(said))
    }
    if (row !== undefined) {
      rows.push(isProtected === true ? protectedRow(row) : row)
    }
    const took = label === 'Processing completed' ? durationRow(times) : undefined
    if (took !== undefined) {
      rows.push(took)
    }
  }
  if (history.length > 0) {
    rows.push({ label: 'Times processed', value: String(history.length + 1) })
  }
  // Beside annotations stands what their collector notes; in a ping, the annotations themselves have that name.
  const name = shape === 'raw' ? 'metadata' : 'collector_metadata'
  return [...rows, ...collectorRows(facts.take([name], (value) => value))]
}

function durationRow([started, completed]: (string | undefined)[]): DetailRow | undefined {
  const milliseconds = Date.parse(completed ?? '') - Date.parse(started ?? '')
  if (!(milliseconds >= 0)) {
    return undefined
  }
  return { label: 'Processing took', value: formatDuration(Number((milliseconds / 1000).toFixed(3))) }
}

function collectorRows(metadata: unknown): DetailRow[] {
  return Object.entries(object(metadata)).flatMap(([name, value]) => {
    const row = detailRow(`Collector: ${name.replaceAll('_', ' ')}`, value, 'json')
    return row === undefined ? [] : protectedRow(row)
  })
}

/** Notes are lines of one text, or were separated by semicolons in older reports. */
export function readNotes(value: unknown): string[] {
  const said = onlyText(value)
  const notes = said === undefined ? list(value).map(text) : said.split(said.includes('\n') ? '\n' : '; ')
  return notes.map((note) => note?.trim()).filter((note): note is string => note !== undefined && note !== '')
}

/** What was noted when the report was processed before. */
export function readHistory(value: unknown): string[] {
  const said = onlyText(value)
  return said === undefined
    ? list(value)
        .map(text)
        .filter((item) => item !== undefined)
    : [said]
}
