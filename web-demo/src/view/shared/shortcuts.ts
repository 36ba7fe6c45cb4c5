import { onCleanup } from 'solid-js'
import type { Page, Store } from '../../state/types'
import { pickFiles } from './file-picker'
import { showHelp } from './help-dialog'
import { areShortcutsOn } from './keys'
import { isTextField } from './text-field'

/** How long the second key of two may take. */
const PATIENCE = 1500

const PAGES: Record<string, Page> = { o: 'start', r: 'reports', c: 'compare', l: 'lists' }

function focusFilter(): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>('main input[type="search"]')]
  const field = fields.find((one) => one.checkVisibility?.() ?? true)
  field?.focus()
  field?.select()
  return field !== undefined
}

export function listenForShortcuts(store: Store): void {
  let sinceG = -Infinity

  const act = (event: KeyboardEvent): boolean => {
    const page = event.timeStamp - sinceG < PATIENCE ? PAGES[event.key] : undefined
    sinceG = -Infinity
    if (page) {
      store.go({ page })
    } else if (event.key === 'g') {
      sinceG = event.timeStamp
    } else if (event.key === 'o') {
      pickFiles()
    } else if (event.key === '/') {
      return focusFilter()
    } else if (event.key === '?') {
      showHelp()
    } else {
      return false
    }
    return true
  }

  const press = (event: KeyboardEvent) => {
    if (!areShortcutsOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) {
      return
    }
    if (isTextField(event.target) || document.querySelector('dialog[open]')) {
      return
    }
    if (act(event)) {
      event.preventDefault()
    }
  }
  document.addEventListener('keydown', press)
  onCleanup(() => document.removeEventListener('keydown', press))
}
