import { createUniqueId, For, Show } from 'solid-js'
import type { LineCoverage, ListName } from 'siggen-wasm'
import { changedWithout, withoutPhrase } from '../../logic/playground/coverage-rows'
import { noun } from '../../logic/playground/phrases'
import { formatRoute } from '../../logic/route'
import { SignatureText } from '../shared/signature'
import { ChangedSignature } from './changed-signature'
import './coverage-item.css'

interface CoverageItemProps {
  row: LineCoverage
  /** How many reports are open. */
  reports: number
  /** Ids of the reports, by their indices. */
  ids: readonly number[]
  /** What reports are called, by id. */
  names: ReadonlyMap<number, string>
  isOpen: boolean
  onToggle: () => void
  onGo: (list: ListName, line: number) => void
}

/** What a line does: how many reports it decides about, and unfolded which signatures and what would be without it. */
export function CoverageItem(props: CoverageItemProps) {
  const id = createUniqueId()
  const examples = () => props.row.examples.flatMap((index) => props.ids[index] ?? [])
  const changes = () => props.row.changes ?? []
  const share = () => (100 * props.row.fired) / Math.max(1, props.reports)
  return (
    <li class="coverage-item">
      <div class="coverage-item-head">
        <code class="coverage-item-text" translate="no">
          {props.row.text}
        </code>
        <button type="button" class="button-link" onClick={() => props.onGo(props.row.list, props.row.line)}>
          line {props.row.line}
        </button>
      </div>
      <svg class="coverage-item-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect class="coverage-item-all" width="100" height="1" />
        <rect class="coverage-item-share" width={share()} height="1" />
      </svg>
      <p class="coverage-item-words">
        <Show when={props.row.fired > 0} fallback="Decided about no report">
          <button
            type="button"
            class="button-link coverage-item-toggle"
            aria-expanded={props.isOpen}
            aria-controls={id}
            onClick={() => props.onToggle()}
          >
            {noun(props.row.fired, 'report', 'reports')}, {noun(props.row.signature_count, 'signature', 'signatures')}
          </button>
        </Show>
        <span class={changedWithout(props.row) > 0 ? 'coverage-item-needed' : 'coverage-item-faint'}>
          {' · '}
          {withoutPhrase(props.row)}
        </span>
      </p>
      <div id={id} class="coverage-item-more" hidden={!props.isOpen}>
        <Show when={props.isOpen}>
          <Show when={changes().length > 0}>
            <h3>Without this entry</h3>
            <ul>
              <For each={changes()}>
                {(change) => (
                  <li>
                    <span class="coverage-item-faint">{noun(change.crashes, 'report', 'reports')}</span>
                    <ChangedSignature before={change.signature} after={change.without} labels={['with', 'without']} />
                  </li>
                )}
              </For>
            </ul>
            <Rest shown={changes().length} all={props.row.change_count ?? 0} />
          </Show>
          <h3>Signatures where it decided</h3>
          <ul class="coverage-item-signatures">
            <For each={props.row.signatures}>
              {({ signature, crashes }) => (
                <li>
                  <span class="coverage-item-faint">{crashes.toLocaleString('en')}</span>
                  <SignatureText text={signature || '(empty signature)'} />
                </li>
              )}
            </For>
          </ul>
          <Rest shown={props.row.signatures.length} all={props.row.signature_count} />
          <h3>Such as</h3>
          <ul>
            <For each={examples()}>
              {(report) => (
                <li>
                  <a href={formatRoute({ page: 'report', report, tab: 'why' })}>
                    {props.names.get(report) ?? `report ${report}`}
                  </a>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </li>
  )
}

/** How many there are beyond those that are shown. */
function Rest(props: { shown: number; all: number }) {
  return (
    <Show when={props.all > props.shown}>
      <p class="coverage-item-faint">and {(props.all - props.shown).toLocaleString('en')} more</p>
    </Show>
  )
}
