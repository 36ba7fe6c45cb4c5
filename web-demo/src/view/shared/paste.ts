import { createSignal, onCleanup } from 'solid-js'
import { recognizeText } from '../../logic/open/recognize'
import type { Store } from '../../state/types'
import { isTextField } from './text-field'

/** The crash id or address that was pasted last: the start page offers to fetch it. */
export const [pastedId, setPastedId] = createSignal('')

/** Opens what a text holds, or says why not; nothing is fetched. Gives whether it was taken. */
export function openText(store: Store, text: string): boolean {
  const found = recognizeText(text)
  if (found.kind === 'report') {
    void store.open([{ kind: 'text', name: 'pasted text', text }])
  } else if (found.kind === 'id') {
    setPastedId(text.trim())
    store.go({ page: 'start' })
  } else {
    store.say('The pasted text is neither a crash report nor a crash id.')
  }
  return found.kind !== 'unknown'
}

/** Takes what is pasted anywhere outside of text fields. */
export function listenForPaste(store: Store): void {
  const paste = (event: ClipboardEvent) => {
    if (isTextField(event.target) || !event.clipboardData) {
      return
    }
    const files = [...event.clipboardData.files]
    const text = event.clipboardData.getData('text/plain')
    if (files.length) {
      void store.open(files.map((file) => ({ kind: 'file', file })))
    } else if (text.trim()) {
      openText(store, text)
    } else {
      return
    }
    event.preventDefault()
  }
  document.addEventListener('paste', paste)
  onCleanup(() => document.removeEventListener('paste', paste))
}
