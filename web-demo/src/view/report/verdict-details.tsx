import { For, Show } from 'solid-js'
import type { FrameTrail } from 'siggen-wasm'
import { proposeEntry } from '../../logic/lists/entries'
import { listTitles } from '../../logic/lists/titles'
import type { Which } from '../../worker/protocol'
import { useStore } from '../store-context'
import { DecisionDetails } from './decision-details'
import { Pieces } from './pieces-text'
import { spanPieces } from './pieces'
import './verdict-details.css'
import { verdictWords } from './verdicts'

/** Why a frame is or isn't part of the signature, and what one could do about it. */
export function VerdictDetails(props: { id: number; trail: FrameTrail; which: Which }) {
  const store = useStore()
  const span = () => (props.trail.decided_by ?? props.trail.sentinel ?? props.trail.numbered_by)?.span
  const pieces = () => spanPieces(props.trail.normalized, span() ?? { start: 0, end: 0 })

  return (
    <div class="verdict-details">
      <p>{verdictWords(props.trail.verdict).long}</p>
      <Show when={props.trail.normalized}>
        <p class="verdict-details-name mono">
          <Pieces of={pieces()} />
        </p>
      </Show>
      <Show when={props.trail.sentinel}>
        {(decision) => (
          <DecisionDetails
            id={props.id}
            which={props.which}
            decision={decision()}
            does="The walk starts here because of"
          />
        )}
      </Show>
      <Show when={props.trail.decided_by}>
        {(decision) => <DecisionDetails id={props.id} which={props.which} decision={decision()} does="Decided by" />}
      </Show>
      <Show when={props.trail.numbered_by}>
        {(decision) => (
          <DecisionDetails
            id={props.id}
            which={props.which}
            decision={decision()}
            does="Has its line number because of"
          />
        )}
      </Show>
      <Show when={props.trail.normalized && store.lists.texts()}>
        <div class="verdict-details-propose">
          <span>Propose an entry for this frame:</span>
          <For each={listTitles}>
            {(list) => (
              <button
                type="button"
                class="button"
                title={list.explanation}
                onClick={() => store.lists.propose(list.name, proposeEntry(list.name, props.trail.normalized))}
              >
                {list.title}
              </button>
            )}
          </For>
        </div>
      </Show>
    </div>
  )
}
