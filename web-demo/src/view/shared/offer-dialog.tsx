import { Dialog } from './dialog'

/** Asks before shared lists take the place of what was edited here. */
export function OfferDialog(props: { answer: (isWanted: boolean) => void }) {
  return (
    <Dialog title="Open the shared lists?" close={() => props.answer(false)}>
      <p>The link holds edited lists. They would replace the edits that you have made here, and those would be lost.</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => props.answer(false)}>
          Keep my edits
        </button>
        <button type="button" class="button button-main" onClick={() => props.answer(true)}>
          Replace my edits
        </button>
      </div>
    </Dialog>
  )
}
