import { areShortcutsOn } from '../shared/keys'
import { isTextField } from '../shared/text-field'

/** Lets `j` and `k` go from one row to the next or the one before; a row is what the selector finds. */
export function listenForRows(selector: string): () => void {
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || !areShortcutsOn()) {
      return
    }
    if (isTextField(event.target) || document.querySelector('dialog[open]')) {
      return
    }
    const rows = [...document.querySelectorAll<HTMLElement>(selector)]
    const active = document.activeElement
    const row = active?.closest('[role="row"]')
    const at = row ? rows.findIndex((one) => row.contains(one)) : -1
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step]
    if (!next) {
      return
    }
    event.preventDefault()
    next.focus()
    next.closest('[role="row"]')?.scrollIntoView({ block: 'nearest' })
  }
  document.addEventListener('keydown', press)
  return () => document.removeEventListener('keydown', press)
}
