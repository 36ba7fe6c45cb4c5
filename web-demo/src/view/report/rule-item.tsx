import { For, Show } from 'solid-js'
import type { RuleTrail } from 'siggen-wasm'
import { signatureDifference, type SignaturePart } from '../../logic/playground/signature-difference'
import { Badge } from '../shared/badge'
import './rule-item.css'

/** What one rule did to the signature, and the fact that decided whether it ran. */
export function RuleItem(props: { rule: RuleTrail }) {
  const isChanged = () => props.rule.before !== props.rule.after
  const difference = () => signatureDifference(props.rule.before, props.rule.after)
  return (
    <li class="rule-item" classList={{ 'rule-item-idle': !props.rule.applied }}>
      <div class="rule-item-head">
        <Show when={props.rule.applied} fallback={<Badge kind="skipped">did not run</Badge>}>
          <Badge kind={isChanged() ? 'stop' : 'trust'}>{isChanged() ? 'changed it' : 'no change'}</Badge>
        </Show>
        <span class="rule-item-name mono">{props.rule.rule}</span>
        <span class="rule-item-why">{props.rule.why}</span>
      </div>
      <Show when={isChanged()}>
        <dl class="rule-item-change">
          <div>
            <dt>before</dt>
            <dd>
              <Show when={props.rule.before} fallback={<em>nothing</em>}>
                <Parts of={difference().before} />
              </Show>
            </dd>
          </div>
          <div>
            <dt>after</dt>
            <dd>
              <Show when={props.rule.after} fallback={<em>nothing</em>}>
                <Parts of={difference().after} />
              </Show>
            </dd>
          </div>
        </dl>
      </Show>
      <Show when={props.rule.notes?.length}>
        <ul class="rule-item-notes">
          <For each={props.rule.notes}>{(note) => <li>{note}</li>}</For>
        </ul>
      </Show>
    </li>
  )
}

/** A signature with the frames marked that the other one doesn't have. */
function Parts(props: { of: readonly SignaturePart[] }) {
  return (
    <span class="mono">
      <For each={props.of}>
        {(part, index) => (
          <>
            {index() > 0 ? ' | ' : ''}
            <Show when={part.isChanged} fallback={part.text}>
              <mark>{part.text}</mark>
            </Show>
          </>
        )}
      </For>
    </span>
  )
}
