import { createSignal, Show } from 'solid-js'
import type { ListName } from 'siggen-wasm'
import type { ResponsibleLine } from '../../logic/playground/bucket-reports'
import { noun } from '../../logic/playground/phrases'
import { EditedLines } from './edited-lines'
import './responsible-lines.css'

const AT_FIRST = 5

interface ResponsibleLinesProps {
  lines: readonly ResponsibleLine[]
  onGo: (list: ListName, line: number) => void
}

/** The edited lines, with how many reports each of them changes. */
export function ResponsibleLines(props: ResponsibleLinesProps) {
  const [isAll, setIsAll] = createSignal(false)
  const shown = () => (isAll() ? props.lines : props.lines.slice(0, AT_FIRST))
  const behind = (index: number) => {
    const reports = shown()[index]?.reports ?? 0
    return reports === 0 ? 'changes no report' : `changes ${noun(reports, 'report', 'reports')}`
  }
  return (
    <Show when={props.lines.length > 0}>
      <section class="responsible-lines" aria-label="Edited lines">
        <EditedLines lines={shown()} behind={behind} onGo={props.onGo} />
        <Show when={shown().length < props.lines.length}>
          <button type="button" class="button-link" onClick={() => setIsAll(true)}>
            Show all {props.lines.length.toLocaleString('en')} edited lines
          </button>
        </Show>
      </section>
    </Show>
  )
}
