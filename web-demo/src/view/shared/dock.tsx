import { For, Show } from 'solid-js'
import { useStore } from '../store-context'
import './dock.css'
import { ScrollBox } from './scroll-box'
import { ProgressBar } from './progress-bar'

/** What comes and goes: it lies over the page's end, so that nothing moves when it does. */
export function Dock() {
  const store = useStore()
  return (
    <aside class="dock" aria-label="Messages">
      <Show when={store.problems().length > 0}>
        <div class="dock-card dock-problems">
          <div class="dock-head">
            <h2>
              {store.problems().length === 1
                ? 'One problem'
                : `${store.problems().length.toLocaleString('en')} problems`}
            </h2>
            <button type="button" class="button" onClick={store.dismissProblems}>
              Dismiss
            </button>
          </div>
          <ScrollBox class="dock-list" label="Problems">
            {/* More than anybody reads would only slow the page down. */}
            <For each={store.problems().slice(0, 100)}>
              {(problem) => (
                <div class="dock-problem">
                  <p class="dock-where">{problem.name}</p>
                  <p>{problem.message}</p>
                  <p class="dock-advice">{problem.advice}</p>
                </div>
              )}
            </For>
            <Show when={store.problems().length > 100}>
              <p class="dock-advice">And {(store.problems().length - 100).toLocaleString('en')} more.</p>
            </Show>
          </ScrollBox>
        </div>
      </Show>
      <Show when={store.progress()}>{(progress) => <ProgressBar progress={progress()} cancel={store.cancel} />}</Show>
      <output class="dock-said" classList={{ 'dock-card': store.said() !== undefined }}>
        {store.said()}
      </output>
    </aside>
  )
}
