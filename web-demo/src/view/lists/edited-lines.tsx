import { For, Show } from 'solid-js'
import type { EditedLine, ListName } from 'siggen-wasm'
import { titleOf } from '../../logic/lists/titles'
import './edited-lines.css'

interface EditedLinesProps {
  lines: readonly Pick<EditedLine, 'list' | 'line' | 'text' | 'edit'>[]
  /** What stands behind a line, such as how many reports it changes. */
  behind?: (index: number) => string
  onGo: (list: ListName, line: number) => void
}

/** Lines that were put into lists or taken out of them. Those that are there lead to their place. */
export function EditedLines(props: EditedLinesProps) {
  return (
    <ul class="edited-lines">
      <For each={props.lines}>
        {(line, index) => {
          const place = () => `${titleOf(line.list)}, line ${line.line.toLocaleString('en')}`
          return (
            <li>
              <span class={`edited-lines-sign edited-lines-${line.edit}`} title={line.edit} aria-hidden="true">
                {line.edit === 'added' ? '+' : '\u2212'}
              </span>
              <span class="edited-lines-words">
                <span class="unseen">{line.edit}: </span>
                <code class="edited-lines-text" translate="no">
                  {line.text}
                </code>{' '}
                <Show when={line.edit === 'added'} fallback={<span class="edited-lines-place">{place()}</span>}>
                  <button type="button" class="button-link" onClick={() => props.onGo(line.list, line.line)}>
                    {place()}
                  </button>
                </Show>
                <Show when={props.behind}>
                  {(behind) => <span class="edited-lines-place"> · {behind()(index())}</span>}
                </Show>
              </span>
            </li>
          )
        }}
      </For>
    </ul>
  )
}
