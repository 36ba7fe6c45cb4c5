import type { JSX } from 'solid-js'
import { Dialog } from '../shared/dialog'

interface ConfirmDialogProps {
  title: string
  /** What the button says that does it. */
  action: string
  children: JSX.Element
  onAnswer: (isWanted: boolean) => void
}

/** Asks before something is lost. Escape is a no. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  return (
    <Dialog title={props.title} close={() => props.onAnswer(false)}>
      <p>{props.children}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={() => props.onAnswer(false)}>
          Cancel
        </button>
        <button type="button" class="button button-main" onClick={() => props.onAnswer(true)}>
          {props.action}
        </button>
      </div>
    </Dialog>
  )
}
