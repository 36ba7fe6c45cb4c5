import { createEffect, createSignal, Match, on, onCleanup, onMount, Switch } from 'solid-js'
import type { Finding, ListName } from 'siggen-wasm'
import type { LineMark } from '../../logic/playground/line-marks'
import type { ListEditor as Editor } from './editor'
import './list-editor.css'

interface ListEditorProps {
  name: ListName
  label: string
  /** Undefined until it is known. */
  text: string | undefined
  findings: readonly Finding[]
  marks: readonly LineMark[]
  /** Where to go; a new object each time, so that the same line can be asked for again. */
  target?: { line: number }
  onText: (text: string) => void
  onFiles: (transfer: DataTransfer) => void
}

const HINT = 'Escape, then Tab leaves the editor. Control F searches.'

/** The editor of one list at a time. Where its code can't be loaded, a plain text field does. */
export function ListEditor(props: ListEditorProps) {
  const [editor, setEditor] = createSignal<Editor>()
  const [isPlain, setIsPlain] = createSignal(false)
  let host: HTMLDivElement | undefined
  let isGone = false

  onMount(async () => {
    try {
      const { createEditor } = await import('./editor')
      if (isGone || !host) {
        return
      }
      const root = host.attachShadow({ mode: 'open' })
      const hint = document.createElement('p')
      hint.id = 'hint'
      hint.hidden = true
      hint.textContent = HINT
      const parent = document.createElement('div')
      // As CSSOM: the page's policy forbids style attributes.
      parent.style.height = '100%'
      root.append(hint, parent)
      setEditor(
        createEditor({
          parent,
          root,
          onText: (text) => props.onText(text),
          onFiles: (transfer) => props.onFiles(transfer),
        }),
      )
    } catch {
      setIsPlain(true)
    }
  })
  onCleanup(() => {
    isGone = true
    editor()?.destroy()
  })

  createEffect(() => {
    if (props.text !== undefined) {
      editor()?.open(props.name, props.label, props.text)
    }
  })
  createEffect(() => editor()?.decorate(props.findings, props.marks))
  createEffect(
    on([editor, () => props.target], ([ready, target]) => {
      if (!target || !ready) {
        return
      }
      host?.scrollIntoView({ block: 'nearest' })
      ready.goTo(target.line)
    }),
  )

  return (
    <div class="list-editor">
      <Switch>
        <Match when={isPlain()}>
          <p class="list-editor-wait">The editor could not be loaded. Use this plain text field instead.</p>
          <textarea
            class="list-editor-plain field"
            aria-label={props.label}
            spellcheck={false}
            value={props.text ?? ''}
            onInput={(event) => props.onText(event.currentTarget.value)}
          />
        </Match>
        <Match when={!isPlain()}>
          {/* What is typed or pasted here is nothing for the rest of the page. */}
          <div
            class="list-editor-host"
            ref={(element) => (host = element)}
            on:keydown={(event) => event.stopPropagation()}
            on:paste={(event) => event.stopPropagation()}
          >
            {/* Not drawn any more once there is a shadow root. */}
            <p class="list-editor-wait">Loading the editor…</p>
          </div>
        </Match>
      </Switch>
    </div>
  )
}
