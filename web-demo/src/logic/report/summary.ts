// A report in one line.

import type { ReportSummary, Shape } from '../model'
import { readSubmitted } from './debug'
import { readDetail } from './details'
import { Facts } from './facts'
import { headerOf } from './header'
import { readThrown } from './java'
import { LABEL } from './labels'
import { partsOf } from './report-parts'

/** What a list of reports shows of a report, but for what only its opener knows. The same as in the report's view, which
 * takes many times as long to make. */
export function summarize(
  document: unknown,
  shape: Shape,
): Omit<ReportSummary, 'id' | 'name' | 'bytes' | 'signature' | 'isExample'> {
  const facts = new Facts(partsOf(document, shape))
  const value = (label: string) => (label === LABEL.submitted ? readSubmitted(facts) : readDetail(facts, label))?.value
  return {
    shape,
    ...headerOf(value),
    reason: value(LABEL.mozCrashReason) ?? value(LABEL.reason) ?? readThrown(facts)[0]?.type,
  }
}
