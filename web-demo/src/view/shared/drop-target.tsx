import { createSignal, onCleanup, onMount, Show } from 'solid-js'
import { useStore } from '../store-context'
import './drop-target.css'
import { openDropped } from './dropped-files'

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false

/** Takes files that are dropped anywhere in the window. */
export function DropTarget() {
  const store = useStore()
  const [isOver, setIsOver] = createSignal(false)

  onMount(() => {
    const over = (event: DragEvent) => {
      // Whoever took it first has it, such as the editor of lists.
      if (event.defaultPrevented || !hasFiles(event)) {
        return
      }
      event.preventDefault()
      if (event.dataTransfer) {
        event.dataTransfer.dropEffect = 'copy'
      }
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      // It comes for each element; only the one for the window has nowhere else to go.
      if (event.relatedTarget === null) {
        setIsOver(false)
      }
    }
    const drop = (event: DragEvent) => {
      setIsOver(false)
      if (event.defaultPrevented || !hasFiles(event) || !event.dataTransfer) {
        return
      }
      event.preventDefault()
      openDropped(store, event.dataTransfer)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    onCleanup(() => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    })
  })

  return (
    <Show when={isOver()}>
      <div class="drop-target" aria-hidden="true">
        <p>Drop to open. The files stay on your computer.</p>
      </div>
    </Show>
  )
}
