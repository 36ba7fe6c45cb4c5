// What stands above everything else in a report, and in lists of reports.

import type { ReportView } from '../model'
import { dateOfCrashId } from './ids'
import { LABEL } from './labels'

export type Header = Pick<ReportView, 'crashId' | 'product' | 'version' | 'os' | 'date' | 'storedSignature'>

/** `value` gives the value of a row by its label, among the details and how the report was processed. */
export function headerOf(value: (label: string) => string | undefined): Header {
  const crashId = value(LABEL.crashId)
  return {
    crashId,
    product: value(LABEL.product),
    version: value(LABEL.version),
    os: value(LABEL.os),
    date:
      value(LABEL.processed) ??
      value(LABEL.crashTime) ??
      value(LABEL.crashDate) ??
      value(LABEL.submitted) ??
      (crashId === undefined ? undefined : dateOfCrashId(crashId)),
    storedSignature: value(LABEL.signature),
  }
}
