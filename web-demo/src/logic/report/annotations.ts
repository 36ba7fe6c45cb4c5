// Whatever else a report holds: fields that are shown nowhere else.

import type { DetailRow } from '../model'
import type { Facts } from './facts'
import { detailRow, protectedRow } from './row'

/** Fields that crash-report servers show to few people only, under the names of reports and of annotations. */
const PROTECTED = new Set([
  'Breadcrumbs',
  'Comments',
  'DumperError',
  'GMPLibraryPath',
  'GleanClientId',
  'JavaException',
  'JavaStackTrace',
  'ModuleSignatureInfo',
  'MozCrashReason',
  'RemoteType',
  'SubmittedFromInfobar',
  'URL',
  'breadcrumbs',
  'clientId',
  'client_id',
  'dumper_error',
  'email',
  'Email',
  'glean_client_id',
  'gmp_library_path',
  'java_stack_trace_raw',
  'memory_report_error',
  'profileGroupId',
  'remote_type',
  'submitted_from_infobar',
  'url',
  'user_comments',
  'user_id',
])

export function readAnnotations(facts: Facts): DetailRow[] {
  return facts.rest().flatMap(([name, value]) => {
    const row = detailRow(name, value, 'text')
    if (row === undefined) {
      return []
    }
    // The client id is as secret in `client_info`.
    const isProtected = PROTECTED.has(name.split('.').at(-1) ?? name) || name.startsWith('PHC')
    return isProtected ? protectedRow(row) : row
  })
}
