// From a value to a row.

import type { DetailRow } from '../model'
import { flag, isObject, number, shownText } from './field'
import { dateFromBuildId, dateFromText, dateFromUnix, formatAddress, formatBytes, formatCount } from './format'
import { formatDuration, formatPercent } from './format'
import { systemName } from './system'

/** How a value is read. */
export type Kind =
  | 'text'
  | 'count'
  | 'bytes'
  | 'seconds'
  | 'unix'
  | 'date'
  | 'build'
  | 'flag'
  | 'percent'
  | 'address'
  | 'system'
  /** Anything: objects and lists as JSON. */
  | 'json'

/** The row of a value; undefined where it says nothing. */
export function detailRow(label: string, value: unknown, kind: Kind): DetailRow | undefined {
  const raw = kind === 'json' ? (shownText(value) ?? json(value)) : shownText(value)
  if (raw === undefined) {
    return undefined
  }
  const shown = (kind === 'json' || kind === 'text' ? undefined : humanized(value, raw, kind)) ?? raw
  const row: DetailRow = { label, value: shown }
  if (saysMore(raw, shown, kind)) {
    row.raw = raw
  }
  if (shown.includes('\n')) {
    row.isBlock = true
  }
  return row
}

/** Whether the report's text holds what people don't read in the value already. */
function saysMore(raw: string, shown: string, kind: Kind): boolean {
  switch (kind) {
    case 'count':
    case 'percent':
    case 'bytes':
    case 'seconds':
      return shown.replaceAll(',', '').replace(/(?:%| bytes?| s)$/, '') !== raw
    case 'unix':
    case 'date':
      return shown !== raw && isExactTime(raw)
    default:
      return false
  }
}

/** Whether a time is more exact than the second, or of another zone than UTC. */
export function isExactTime(raw: string): boolean {
  return /\.\d|[+-](?!00:?00$)\d\d:?\d\d$/.test(raw)
}

/** The value as people read it; undefined where it isn't what it should be. */
function humanized(value: unknown, raw: string, kind: Exclude<Kind, 'text' | 'json'>): string | undefined {
  const amount = number(value)
  switch (kind) {
    case 'count':
      return amount === undefined ? undefined : formatCount(amount)
    case 'bytes':
      return amount === undefined ? undefined : formatBytes(amount)
    case 'seconds':
      return amount === undefined ? undefined : formatDuration(amount)
    case 'percent':
      return amount === undefined ? undefined : formatPercent(amount)
    case 'unix':
      return amount === undefined ? dateFromText(raw) : dateFromUnix(amount)
    case 'date':
      return dateFromText(raw)
    case 'build': {
      const date = dateFromBuildId(raw)
      return date === undefined ? undefined : `${raw} (${date})`
    }
    case 'flag': {
      const said = flag(value)
      return said === undefined ? undefined : said ? 'yes' : 'no'
    }
    case 'address':
      return formatAddress(raw)
    case 'system':
      return systemName(raw)
  }
}

function json(value: unknown): string | undefined {
  const isGiven = (isObject(value) && Object.keys(value).length > 0) || (Array.isArray(value) && value.length > 0)
  return isGiven ? JSON.stringify(value, null, 2) : undefined
}

/** The same row, for few people only. */
export function protectedRow(row: DetailRow): DetailRow {
  return { ...row, isProtected: true }
}
