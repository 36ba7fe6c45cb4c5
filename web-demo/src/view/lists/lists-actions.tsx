import { createSignal, For, Show } from 'solid-js'
import type { ListName } from 'siggen-wasm'
import { listNames, titleOf } from '../../logic/lists/titles'
import { linkAdvice, type LinkAdvice } from '../../logic/playground/share-link'
import { formatRoute } from '../../logic/route'
import { encodeLists } from '../../logic/share/lists'
import { unifiedPatch } from '../../logic/share/patch'
import { CopyButton } from '../shared/copy-button'
import { saveBlob } from '../report/save'
import { useStore } from '../store-context'
import './lists-actions.css'

interface ListsActionsProps {
  list: ListName
  onImport: (file: File) => void
  /** Asks before it resets; undefined is all lists. */
  onReset: (list?: ListName) => void
}

/** What can be done with edited lists: taking them along, sharing them, giving them up. */
export function ListsActions(props: ListsActionsProps) {
  const { lists } = useStore()
  const [advice, setAdvice] = createSignal<LinkAdvice>()
  let picker: HTMLInputElement | undefined

  const edited = () => {
    const [base, now] = [lists.builtIn(), lists.texts()]
    if (!base || !now) {
      return []
    }
    return listNames.filter((name) => base[name] !== now[name])
  }
  const isEdited = (name: ListName) => edited().includes(name)

  const link = () => {
    const [base, now] = [lists.builtIn(), lists.texts()]
    const encoded = base && now ? encodeLists(now, base) : ''
    const page = location.href.replace(/#.*$/, '')
    const address = `${page}${formatRoute({ page: 'lists', lists: encoded })}`
    setAdvice(linkAdvice(address.length))
    return address
  }
  const patch = () => {
    const [base, now] = [lists.builtIn(), lists.texts()]
    if (!base || !now) {
      return ''
    }
    return edited()
      .map((name) => unifiedPatch(base[name], now[name], `siglists/${name}.txt`))
      .join('')
  }
  const save = (name: ListName) => {
    const text = lists.texts()?.[name]
    if (text === undefined) {
      return
    }
    saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), `${name}.txt`)
  }

  return (
    <div class="lists-actions">
      <div class="lists-actions-row">
        <Show when={edited().length > 0} fallback={<Unavailable />}>
          <CopyButton label="Copy link" text={link} />
          <CopyButton label="Copy patch" text={patch} />
        </Show>
        <input
          ref={(element) => (picker = element)}
          type="file"
          accept=".txt,text/plain"
          hidden
          aria-label="List file"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) {
              props.onImport(file)
            }
            event.currentTarget.value = ''
          }}
        />
        <button type="button" class="button" onClick={() => picker?.click()}>
          Import a .txt…
        </button>
        <button type="button" class="button" disabled={!isEdited(props.list)} onClick={() => props.onReset(props.list)}>
          Reset this list…
        </button>
        <button type="button" class="button" disabled={edited().length === 0} onClick={() => props.onReset()}>
          Reset all…
        </button>
        <For each={edited()}>
          {(name) => (
            <button
              type="button"
              class="button button-quiet"
              title={`Saves the list “${titleOf(name)}” as a file`}
              onClick={() => save(name)}
            >
              Save {name}.txt
            </button>
          )}
        </For>
      </div>
      <output class="lists-actions-advice" classList={{ 'lists-actions-long': advice()?.isLong }}>
        {edited().length > 0 ? advice()?.text : ''}
      </output>
    </div>
  )
}

/** The same buttons, so that nothing moves when the first edit makes them work. */
function Unavailable() {
  return (
    <For each={['Copy link', 'Copy patch']}>
      {(label) => (
        <button type="button" class="button copy-button" disabled title="The lists are not edited">
          <svg class="copy-button-icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M5.5 4.5v-2h8v8h-2M2.5 5.5h8v8h-8z" />
          </svg>
          {label}
        </button>
      )}
    </For>
  )
}
