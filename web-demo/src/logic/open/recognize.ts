// What a pasted text is: the id of a crash on Crash Stats, a report itself, or something else.

import { crashIdOf } from '../report/ids'
import { isKeyValue } from './key-value'

/** `report`: whatever the reader of reports is to look at, who says by name what is none. */
export type Recognized = { kind: 'id'; id: string } | { kind: 'report' } | { kind: 'unknown' }

const REPORT_PATH = /^\/report\/(?:index|pending)\/([^/]+)\/?$/

/** Nothing is fetched for an id: whoever asks decides about that. */
export function recognizeText(text: string): Recognized {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  // Of several lines somebody means something: a stack, a web page, a file.
  if (/^[{[<]/.test(trimmed) || trimmed.includes('\n') || isKeyValue(trimmed)) {
    return { kind: 'report' }
  }
  // An address of a report is short; what is longer is not taken apart.
  if (trimmed.length > 1000) {
    return { kind: 'unknown' }
  }
  const id = crashIdOf(trimmed) ?? idInAddress(trimmed)
  return id === undefined ? { kind: 'unknown' } : { kind: 'id', id }
}

function idInAddress(text: string): string | undefined {
  const address = /^crash-stats\.mozilla\.(?:org|com)\//i.test(text) ? `https://${text}` : text
  if (!/^https?:\/\/crash-stats\.mozilla\.(?:org|com)\//i.test(address) || !URL.canParse(address)) {
    return undefined
  }
  const url = new URL(address)
  return crashIdOf(REPORT_PATH.exec(url.pathname)?.[1] ?? url.searchParams.get('crash_id') ?? '')
}
