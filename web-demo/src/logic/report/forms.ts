// What a report was read as, in words.

import type { Form } from 'siggen-wasm'
import type { Input } from '../model'

const TITLES: Readonly<Record<Form, string>> = {
  'crash-data': 'Crash data',
  processed: 'Processed crash',
  raw: 'Raw crash annotations',
  'extra-file': 'Annotations as KEY=VALUE lines',
  stackwalk: 'minidump-stackwalk output',
  'glean-ping': 'Glean crash ping',
  'glean-row': 'Row of the table of Glean crash pings',
  'ingest-row': 'Row made from a crash ping',
  'telemetry-ping': 'Telemetry crash ping',
  'telemetry-row': 'Row of the table of telemetry crash pings',
  'stack-traces': 'Stack traces of a crash ping',
  stack: 'Symbolicated stack of a crash ping',
}

/** `Glean crash ping, detected by` and the member that decided, where one did. */
export function inputInWords({ form, detected_by }: Input): { title: string; member?: string } {
  const title = TITLES[form]
  switch (detected_by) {
    case 'caller':
      return { title }
    case 'nothing':
      return { title: `${title}, since it is empty` }
    default:
      return { title: `${title}, detected by`, member: detected_by }
  }
}
