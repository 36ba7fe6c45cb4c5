import type { ReportView } from '../../logic/model'

/** The tabs of a report, with how much is in each. */
export function tabLabels(view: ReportView): { id: string; label: string; count?: number }[] {
  const notes = view.storedNotes.length + view.history.length
  return [
    { id: 'overview', label: 'Overview' },
    { id: 'threads', label: 'Threads', count: view.threads.length },
    { id: 'why', label: 'Why this signature' },
    { id: 'modules', label: 'Modules', count: view.modules.length },
    { id: 'annotations', label: 'Annotations', count: view.annotations.length },
    { id: 'extensions', label: 'Extensions', count: view.extensions.length },
    { id: 'raw', label: 'JSON' },
    { id: 'notes', label: 'Notes', count: notes },
  ]
}
