import { Show } from 'solid-js'
import type { Progress } from '../../worker/protocol'
import { amount } from './progress-amount'
import './progress-bar.css'

/** What is being done and how far it is, and a way to stop it. */
export function ProgressBar(props: { progress: Progress; cancel: () => void }) {
  return (
    <div class="progress-bar dock-card">
      <div class="progress-bar-words">
        <span id="progress-what">{props.progress.what}</span>
        <span class="progress-bar-amount">{amount(props.progress)}</span>
      </div>
      <Show when={props.progress.total} fallback={<progress aria-labelledby="progress-what" />}>
        {(total) => <progress aria-labelledby="progress-what" value={props.progress.done} max={total()} />}
      </Show>
      <button type="button" class="button" onClick={props.cancel}>
        Cancel
      </button>
    </div>
  )
}
