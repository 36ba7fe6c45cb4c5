// The details of a report: rows in groups.

import type { DetailGroup, DetailRow } from '../model'
import { DETAIL_FIELDS, type DetailField } from './detail-fields'
import type { Facts } from './facts'
import { flag, list, number, object, shownText, text, type JsonObject } from './field'
import { isCrashId, reportUrl } from './ids'
import { LABEL } from './labels'
import { detailRow } from './row'

export function readDetails(facts: Facts): DetailGroup[] {
  const groups: DetailGroup[] = []
  for (const { title, fields } of DETAIL_FIELDS) {
    const rows = fields.map((field) => fieldRow(field, facts)).filter((row) => row !== undefined)
    if (rows.length > 0) {
      groups.push({ title, rows })
    }
  }
  return groups
}

const FIELDS = new Map(DETAIL_FIELDS.flatMap(({ fields }) => fields.map((field) => [field.label, field] as const)))

/** One row of the details, without the others. */
export function readDetail(facts: Facts, label: string): DetailRow | undefined {
  const field = FIELDS.get(label)
  return field === undefined ? undefined : fieldRow(field, facts)
}

function fieldRow(field: DetailField, facts: Facts): DetailRow | undefined {
  const { parts } = facts
  const crashing = parts.crashingThread
  const thread = crashing === undefined ? undefined : object(parts.threads[crashing])
  if (field.label === 'Crashing thread') {
    return crashingThreadRow(facts, crashing, text(thread?.thread_name))
  }
  const kind = field.kind ?? 'text'
  let said: string | undefined
  const read = (value: unknown) => {
    said = shownText(value)
    return detailRow(field.label, value, kind)
  }
  // Tried one by one, since it depends on the name who may see the value.
  for (const name of field.names) {
    const row = facts.take([name], read)
    if (row === undefined) {
      continue
    }
    const isSame =
      kind === 'system'
        ? (value: unknown) => detailRow('', value, kind)?.value === row.value
        : (value: unknown) => text(value) === (said ?? row.value)
    facts.takeSame(field.names, isSame)
    return finished(row, field, field.protectedNames?.includes(name) ?? field.isProtected)
  }
  const row = read(derived(field.label, object(parts.dump.crash_info), object(thread)))
  return row === undefined ? undefined : finished(row, field, field.isProtected)
}

/** What a crash-report server writes among its fields and a stackwalker only tells inside of others. */
function derived(label: string, info: JsonObject, thread: JsonObject): unknown {
  if (label === LABEL.lastError) {
    return thread.last_error_value
  }
  if (label === LABEL.guardPage) {
    const accesses = list(info.memory_accesses).map((access) => flag(object(access).is_likely_guard_page))
    return accesses.includes(true) ? true : undefined
  }
  if (label !== LABEL.bitFlips) {
    return undefined
  }
  const highest = list(info.possible_bit_flips).reduce<number>(
    (most, bitFlip) => Math.max(most, number(object(bitFlip).confidence) ?? 0),
    0,
  )
  return highest > 0 ? Math.round(highest * 100) : undefined
}

function finished(row: DetailRow, field: DetailField, isProtected: boolean | undefined): DetailRow {
  const made = { ...row }
  if (field.hint !== undefined) {
    made.hint = field.hint
  }
  if (isProtected === true) {
    made.isProtected = true
  }
  if (field.label === LABEL.crashId && isCrashId(row.value)) {
    made.href = reportUrl(row.value)
  }
  return made
}

function crashingThreadRow(facts: Facts, index: number | undefined, name: string | undefined): DetailRow | undefined {
  const stored = facts.take(['crashing_thread_name'], text)
  const { missingThread } = facts.parts
  const missing = missingThread === undefined ? undefined : `${missingThread} (no such thread in the report)`
  const said = missing ?? facts.take(['crashing_thread'], text)
  const shownName = name ?? stored
  const number = index ?? said
  if (number === undefined && shownName === undefined) {
    return undefined
  }
  const value = [number, shownName].filter((part) => part !== undefined).join(', ')
  return { label: 'Crashing thread', value }
}
