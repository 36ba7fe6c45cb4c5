// Names of rows that other parts look for.

import type { DetailRow, ReportView } from '../model'

export const LABEL = {
  signature: 'Signature',
  crashId: 'Crash id',
  product: 'Product',
  version: 'Version',
  build: 'Build id',
  channel: 'Release channel',
  os: 'Operating system',
  osVersion: 'OS version',
  architecture: 'Architecture',
  processType: 'Process type',
  mozCrashReason: 'MOZ_CRASH reason',
  reason: 'Crash reason',
  address: 'Crash address',
  lastError: 'Last error value',
  guardPage: 'Guard page access',
  bitFlips: 'Bit-flip confidence',
  processed: 'Date processed',
  crashTime: 'Crash time',
  crashDate: 'Crash date',
  submitted: 'Submitted',
} as const

/** The row of a label among the details. */
export function detail(view: ReportView, label: string): DetailRow | undefined {
  for (const group of view.groups) {
    const row = group.rows.find((one) => one.label === label)
    if (row !== undefined) {
      return row
    }
  }
  return undefined
}

/** The value of a row that anybody may see. */
export function publicDetail(view: ReportView, label: string): string | undefined {
  const row = detail(view, label)
  return row === undefined || row.isProtected === true ? undefined : row.value
}
