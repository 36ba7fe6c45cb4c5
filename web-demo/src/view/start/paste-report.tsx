import { createSignal } from 'solid-js'
import { openText } from '../shared/paste'
import { useStore } from '../store-context'

/** A field for reports as text; pasting anywhere on the page does the same. */
export function PasteReport() {
  const store = useStore()
  const [text, setText] = createSignal('')
  const open = (event: SubmitEvent) => {
    event.preventDefault()
    if (text().trim() && openText(store, text())) {
      setText('')
    }
  }
  return (
    <form onSubmit={open}>
      <h2 id="paste-title">Paste a report</h2>
      <textarea
        aria-labelledby="paste-title"
        class="field"
        rows={3}
        spellcheck={false}
        autocomplete="off"
        placeholder='{"uuid": …}'
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="button" disabled={!text().trim()}>
        Open
      </button>
    </form>
  )
}
