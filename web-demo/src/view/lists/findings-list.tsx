import { createSignal, For, Show } from 'solid-js'
import type { Finding, ListName } from 'siggen-wasm'
import { titleOf } from '../../logic/lists/titles'
import { concernedPhrase } from '../../logic/playground/coverage-rows'
import type { ShownFinding } from '../../logic/playground/findings-for'
import { sentence } from '../../logic/playground/phrases'
import { Badge } from '../shared/badge'
import './findings-list.css'

const AT_FIRST = 20

interface FindingsListProps {
  found: readonly ShownFinding[]
  list: ListName
  /** How many of the open reports a finding concerns, where that is known. */
  concerned: (finding: Finding) => number | undefined
  /** How many reports are open. */
  reports: number
  onGo: (list: ListName, line: number) => void
  onFix: (finding: Finding) => void
}

/** What the linter says of the list that is shown, and what keeps any other list from working. */
export function FindingsList(props: FindingsListProps) {
  const [isAll, setIsAll] = createSignal(false)
  const shown = () => (isAll() ? props.found : props.found.slice(0, AT_FIRST))

  return (
    <section class="findings-list" aria-label="Findings">
      <Show when={props.found.length > 0} fallback={<p class="findings-list-none">No problems found in this list.</p>}>
        <ol class="findings-list-items">
          <For each={shown()}>{(one) => <Item {...props} {...one} />}</For>
        </ol>
        <Show when={shown().length < props.found.length}>
          <button type="button" class="button" onClick={() => setIsAll(true)}>
            Show all {props.found.length}
          </button>
        </Show>
      </Show>
    </section>
  )
}

type ItemProps = ShownFinding & Omit<FindingsListProps, 'found'>

function Item(props: ItemProps) {
  const place = (at: { list: ListName; line: number }) =>
    at.list === props.list ? `line ${at.line}` : `${titleOf(at.list)}, line ${at.line}`
  const concerned = () => props.concerned(props.finding)
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
          {sentence(props.finding.message)} <span class="findings-list-help">{sentence(props.finding.help)}</span>
          <Show when={props.finding.related}>
            {(related) => (
              <>
                {' '}
                <button type="button" class="button-link" onClick={() => props.onGo(related().list, related().line)}>
                  See {place(related())}
                </button>
              </>
            )}
          </Show>
        </p>
        <p class="findings-list-facts">
          <Show when={props.finding.trigger}>
            {(trigger) => (
              <span>
                Such as{' '}
                <code class="findings-list-pattern" translate="no">
                  {trigger()}
                </code>
              </span>
            )}
          </Show>
          <Show when={concerned() !== undefined}>
            <span>{concernedPhrase(concerned() ?? 0, props.reports)}</span>
          </Show>
          <Show when={props.finding.fix}>
            <button
              type="button"
              class="button-link"
              aria-label={`Fix it: ${place(props.finding)}`}
              title="Changes no signature"
              onClick={() => props.onFix(props.finding)}
            >
              Fix it
            </button>
          </Show>
        </p>
        <Show when={props.finding.allowed}>
          {(reason) => <p class="findings-list-allowed">Allowed: {sentence(reason())}</p>}
        </Show>
      </div>
    </li>
  )
}
