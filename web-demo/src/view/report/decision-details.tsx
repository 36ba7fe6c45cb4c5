import { createSignal, Show } from 'solid-js'
import type { Decision } from 'siggen-wasm'
import type { Which } from '../../worker/protocol'
import { createQuery } from '../shared/query'
import { Badge } from '../shared/badge'
import { LoadingMessage } from '../shared/loading-message'
import { SignatureText } from '../shared/signature'
import { useStore } from '../store-context'
import './decision-details.css'

interface DecisionDetailsProps {
  id: number
  which: Which
  decision: Decision
  /** What the line does, to begin the sentence with. */
  does: string
}

/** The line of a list that decided, and what would be without it. */
export function DecisionDetails(props: DecisionDetailsProps) {
  const store = useStore()
  const [isAsked, setIsAsked] = createSignal(false)
  const without = createQuery(
    () => (isAsked() ? { list: props.decision.list, line: props.decision.line } : undefined),
    (place) => store.engine.without(props.id, place, props.which),
  )

  return (
    <div class="decision-details">
      <p>
        {props.does}{' '}
        <strong class="mono">
          {props.decision.list}:{props.decision.line}
        </strong>
        <Show when={props.decision.source !== 'built-in'}> ({props.decision.source})</Show>
      </p>
      <code class="decision-details-pattern">{props.decision.pattern}</code>
      <div class="decision-details-actions">
        <button
          type="button"
          class="button-link"
          onClick={() => store.lists.show(props.decision.list, props.decision.line)}
        >
          Show in lists
        </button>
        <button type="button" class="button-link" onClick={() => setIsAsked(true)}>
          Without this entry the signature would be…
        </button>
      </div>
      <Show when={isAsked()}>
        <output class="decision-details-without">
          <Show when={without.value} fallback={<LoadingMessage word={without.error} />}>
            {(result) => (
              <>
                <Badge kind={result().isChanged ? 'changed' : 'same'}>
                  {result().isChanged ? 'without it' : 'the same without it'}
                </Badge>{' '}
                <Show when={result().isChanged}>
                  <SignatureText text={result().signature || '(empty signature)'} />
                </Show>
              </>
            )}
          </Show>
        </output>
      </Show>
    </div>
  )
}
