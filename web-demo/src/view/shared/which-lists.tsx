import { For, Show } from 'solid-js'
import type { Which } from '../../worker/protocol'
import { useStore } from '../store-context'
import './which-lists.css'

const CHOICES: readonly { which: Which; label: string }[] = [
  { which: 'built-in', label: 'Built-in lists' },
  { which: 'edited', label: 'Your lists' },
]

/** Which lists an explanation is made with; there is a choice only where lists are edited. */
export function WhichLists(props: { which: Which; onPick: (which: Which) => void; name: string }) {
  const store = useStore()
  return (
    <Show when={store.lists.isEdited()}>
      <fieldset class="which-lists">
        <legend class="unseen">Explain with</legend>
        <For each={CHOICES}>
          {(choice) => (
            <label>
              <input
                type="radio"
                name={props.name}
                checked={props.which === choice.which}
                onChange={() => props.onPick(choice.which)}
              />
              {choice.label}
            </label>
          )}
        </For>
      </fieldset>
    </Show>
  )
}
