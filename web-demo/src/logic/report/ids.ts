// Crash ids: the last six digits are the day on which the report was sent.

import { isDay } from './format'
import { urlPart } from './url'

const ID = /^(?:bp-)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{6}(\d\d)(\d\d)(\d\d))$/i

/** The crash id that a text is, by itself or with `bp-` in front. */
export function crashIdOf(text: string): string | undefined {
  const [, id, year, month, day] = ID.exec(text) ?? []
  return id !== undefined && isDay(2000 + Number(year), Number(month), Number(day)) ? id.toLowerCase() : undefined
}

/** Whether a text is a crash id and nothing else. */
export function isCrashId(text: string): boolean {
  return crashIdOf(text) === text.toLowerCase()
}

/** The day on which a report was sent. */
export function dateOfCrashId(id: string): string | undefined {
  const [, year, month, day] = isCrashId(id) ? (/(\d\d)(\d\d)(\d\d)$/.exec(id) ?? []) : []
  return year === undefined ? undefined : `20${year}-${month}-${day}`
}

/** The report's page on Crash Stats. */
export function reportUrl(id: string): string {
  return `https://crash-stats.mozilla.org/report/index/${urlPart(id)}`
}

/** The report's processed crash. */
export function processedCrashUrl(id: string): string {
  return `https://crash-stats.mozilla.org/api/ProcessedCrash/?crash_id=${urlPart(id)}`
}
