// Measures of a memory report.

import type { DetailRow } from '../model'
import { object } from './field'
import { detailRow } from './row'

/** Measures that count things, not bytes. */
const COUNTS = new Set(['ghost_windows', 'host_object_urls'])

/** Measures that people look at first. */
const FIRST = ['explicit', 'resident', 'resident_unique', 'private', 'vsize', 'vsize_max_contiguous']

export function readMemory(measures: unknown): DetailRow[] {
  const members = Object.entries(object(measures))
  const rank = (name: string) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)
  const sorted = members.toSorted(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1))
  return sorted.flatMap(([name, value]) => {
    const label = name === 'top_none_detached' ? 'top(none)/detached' : name.replaceAll('_', '-')
    return detailRow(label, value, COUNTS.has(name) ? 'count' : 'bytes') ?? []
  })
}
