import { createMemo, For } from 'solid-js'
import type { ReportSummary } from '../../logic/model'
import { useStore } from '../store-context'
import './report-select.css'

/** A longer menu takes long to open and nobody reads it: the list of reports is the place to choose from more. */
const MOST = 500

/** Which report is on a side. */
export function ReportSelect(props: { label: string; current: number; onPick: (id: number) => void }) {
  const store = useStore()
  const offered = createMemo(() => {
    const first = store.reports().slice(0, MOST)
    const current = store.reports().find((report) => report.id === props.current)
    return !current || first.includes(current) ? first : [current, ...first]
  })
  const label = (report: ReportSummary) => `${report.crashId ?? report.name} – ${report.signature}`.slice(0, 160)

  return (
    <label class="report-select">
      <span class="report-select-label">{props.label}</span>
      <select
        class="field"
        onChange={(event) => {
          props.onPick(Number(event.currentTarget.value))
          event.currentTarget.value = String(props.current)
        }}
      >
        <For each={offered()}>
          {(report) => (
            <option value={report.id} selected={report.id === props.current}>
              {label(report)}
            </option>
          )}
        </For>
      </select>
    </label>
  )
}
