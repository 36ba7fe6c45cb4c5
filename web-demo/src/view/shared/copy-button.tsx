import { createSignal, onCleanup } from 'solid-js'
import { useStore } from '../store-context'
import './copy-button.css'

/** Some browsers let a page write only while a click is handled: those take a promise of the text instead. */
async function write(text: string | Promise<string>): Promise<void> {
  if (typeof text === 'string') {
    return navigator.clipboard.writeText(text)
  }
  if (typeof ClipboardItem === 'undefined') {
    return navigator.clipboard.writeText(await text)
  }
  const blob = text.then((value) => new Blob([value], { type: 'text/plain' }))
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
}

/** Copies a text, which is made when it is asked for. */
export function CopyButton(props: { label: string; text: () => string | Promise<string> }) {
  const store = useStore()
  const [isCopied, setIsCopied] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  const copy = async () => {
    try {
      await write(props.text())
      store.say(`Copied: ${props.label.replace(/^Copy /i, '')}`)
      setIsCopied(true)
      clearTimeout(timer)
      timer = setTimeout(() => setIsCopied(false), 1500)
    } catch {
      store.say('The browser did not let the page copy. Select the text and copy it by hand.')
    }
  }

  return (
    <button type="button" class="button copy-button" classList={{ 'copy-button-done': isCopied() }} onClick={copy}>
      <svg class="copy-button-icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d={isCopied() ? 'M3 8.5 6.5 12 13 4.5' : 'M5.5 4.5v-2h8v8h-2M2.5 5.5h8v8h-8z'} />
      </svg>
      {props.label}
    </button>
  )
}
