import type { Notation, ReportView } from '../../logic/model'

/** What a report's text is called, by itself and inside of a sentence, and the ending of its file. */
export const NOTATIONS: Readonly<Record<Notation, { label: string; called: string; ending: string }>> = {
  json: { label: 'JSON', called: 'JSON', ending: '.json' },
  'key-value': { label: 'Lines', called: 'lines', ending: '.extra' },
}

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
    { id: 'raw', label: NOTATIONS[view.notation].label },
    { id: 'notes', label: 'Notes', count: notes },
  ]
}
