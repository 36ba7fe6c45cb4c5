import { onMount, type JSX } from 'solid-js'
import './dialog.css'

/** A dialog that has to be answered or closed first; the browser keeps focus inside. It is open while it exists. */
export function Dialog(props: { title: string; close: () => void; children: JSX.Element }) {
  let dialog: HTMLDialogElement | undefined
  onMount(() => {
    dialog?.showModal()
    // Beside the dialog is outside of it; Escape is seen to by the browser.
    dialog?.addEventListener('click', (event) => event.target === dialog && dialog?.close())
  })
  return (
    <dialog
      class="dialog"
      aria-labelledby="dialog-title"
      ref={(element) => (dialog = element)}
      onClose={() => props.close()}
    >
      <div class="dialog-inner">
        <h2 id="dialog-title">{props.title}</h2>
        {props.children}
      </div>
    </dialog>
  )
}
