import { createMemo, createSignal, For, Show } from 'solid-js'
import type { Finding, ListName } from 'siggen-wasm'
import { titleOf } from '../../logic/lists/titles'
import { type EditedLines, findingsFor, type ShownFinding } from '../../logic/playground/findings-for'
import { sentence } from '../../logic/playground/phrases'
import { Badge } from '../parts/badge'
import './findings-list.css'

const AT_FIRST = 20

interface FindingsListProps {
  findings: readonly Finding[]
  list: ListName
  edited: EditedLines
  onGo: (list: ListName, line: number) => void
}

/** What the linter says of the list that is shown, and what keeps any other list from working. */
export function FindingsList(props: FindingsListProps) {
  const [isAll, setIsAll] = createSignal(false)
  const found = createMemo(() => findingsFor(props.findings, props.list, props.edited))
  const shown = () => (isAll() ? found() : found().slice(0, AT_FIRST))

  return (
    <section class="findings-list" aria-labelledby="findings-list-title">
      <h2 id="findings-list-title">
        Findings <span class="findings-list-count">{found().length}</span>
      </h2>
      <Show when={found().length > 0} fallback={<p class="findings-list-none">Nothing to say against this list.</p>}>
        <ol class="findings-list-items">
          <For each={shown()}>{(one) => <Item {...one} list={props.list} onGo={props.onGo} />}</For>
        </ol>
        <Show when={shown().length < found().length}>
          <button type="button" class="button" onClick={() => setIsAll(true)}>
            Show all {found().length}
          </button>
        </Show>
      </Show>
    </section>
  )
}

interface ItemProps extends ShownFinding {
  list: ListName
  onGo: (list: ListName, line: number) => void
}

function Item(props: ItemProps) {
  const place = (at: { list: ListName; line: number }) =>
    at.list === props.list ? `line ${at.line}` : `${titleOf(at.list)}, line ${at.line}`
  return (
    <li class="findings-list-item">
      <Badge kind={props.finding.severity}>{props.finding.severity}</Badge>
      <div class="findings-list-text">
        <button type="button" class="button-link" onClick={() => props.onGo(props.finding.list, props.finding.line)}>
          {place(props.finding)}
        </button>{' '}
        <code class="findings-list-pattern" translate="no">
          {props.finding.pattern}
        </code>
        <Show when={props.isEdited}>
          {' '}
          <Badge kind="changed">your edit</Badge>
        </Show>
        <p>
          {sentence(props.finding.message)} <span class="findings-list-mend">{sentence(props.finding.mend)}</span>
          <Show when={props.finding.other}>
            {(other) => (
              <>
                {' '}
                <button type="button" class="button-link" onClick={() => props.onGo(other().list, other().line)}>
                  See {place(other())}
                </button>
              </>
            )}
          </Show>
        </p>
      </div>
    </li>
  )
}
