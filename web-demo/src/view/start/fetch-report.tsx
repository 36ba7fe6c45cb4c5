import { createEffect, createMemo, createSignal, Show } from 'solid-js'
import { recognizeText } from '../../logic/open/recognize'
import { processedCrashUrl } from '../../logic/report/ids'
import { pastedId, setPastedId } from '../shared/paste'
import { useStore } from '../store-context'
import './fetch-report.css'

/** Asks Crash Stats for a report: only on a click, and after saying what is sent and where to. */
export function FetchReport() {
  const store = useStore()
  const [text, setText] = createSignal('')
  let field: HTMLInputElement | undefined
  createEffect(() => {
    const pasted = pastedId()
    if (!pasted) {
      return
    }
    setText(pasted)
    setPastedId('')
    // Once the page that was left has let go of the focus.
    queueMicrotask(() => field?.focus())
  })
  const id = createMemo(() => {
    const found = recognizeText(text())
    return found.kind === 'id' ? found.id : undefined
  })
  const fetch = (event: SubmitEvent) => {
    event.preventDefault()
    const known = id()
    if (!known) {
      return
    }
    void store.open([{ kind: 'url', name: known, url: processedCrashUrl(known) }])
  }

  return (
    <form class="fetch-report" onSubmit={fetch}>
      <h2 id="fetch-title">Fetch from Crash Stats</h2>
      <div class="fetch-report-row">
        <input
          id="fetch-id"
          class="field mono"
          type="text"
          autocomplete="off"
          spellcheck={false}
          placeholder="Crash id or address of a report"
          aria-labelledby="fetch-title"
          aria-describedby="fetch-what"
          ref={(element) => (field = element)}
          value={text()}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={!id()}>
          Fetch
        </button>
      </div>
      <output class="fetch-report-what" id="fetch-what">
        <Show
          when={id()}
          fallback={
            text().trim()
              ? 'This is neither a crash id nor the URL of a report.'
              : 'Nothing is sent before you press Fetch.'
          }
        >
          {(known) => (
            <>
              Fetch asks <strong>crash-stats.mozilla.org</strong> for the public part of report <code>{known()}</code>;
              it sees your IP address and the id, nothing else.
            </>
          )}
        </Show>
      </output>
    </form>
  )
}
