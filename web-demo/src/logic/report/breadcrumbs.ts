// Breadcrumbs: what happened before the crash. Crash-report servers show them to few people only.

import type { DetailRow } from '../model'
import { isObject, list, object, onlyText, parsed, shownText, text } from './field'
import { dateFromText, dateFromUnix } from './format'
import { isExactTime } from './row'

export function readBreadcrumbs(value: unknown): DetailRow[] {
  const read = parsed(value)
  const items = Array.isArray(read) ? list(read) : list(object(read).values)
  return items.flatMap((item) => {
    if (isObject(item)) {
      return breadcrumb(item)
    }
    const said = onlyText(item)
    return said === undefined ? [] : { label: '', value: said, isProtected: true }
  })
}

function breadcrumb(item: Readonly<Record<string, unknown>>): DetailRow {
  const { timestamp } = item
  const when = text(timestamp)
  const date = typeof timestamp === 'number' ? dateFromUnix(timestamp) : when === undefined ? when : dateFromText(when)
  const about = [item.level, item.type, item.category].map(onlyText).filter((part) => part !== undefined)
  const data = Object.entries(object(item.data)).flatMap(([name, value]) => {
    const shown = shownText(value)
    return shown === undefined ? [] : `${name}: ${shown}`
  })
  const lines = [[about.join(' '), text(item.message)].filter(Boolean).join(': '), ...data]
  const row: DetailRow = { label: date ?? when ?? '', value: lines.filter(Boolean).join('\n'), isProtected: true }
  if (when !== undefined && date !== undefined && isExactTime(when)) {
    row.raw = when
  }
  if (row.value.includes('\n')) {
    row.isBlock = true
  }
  return row
}
