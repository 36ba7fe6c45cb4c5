import { createSignal } from 'solid-js'
import { loadStored, saveStored } from '../../state/local-storage'

const [isOn, setIsOn] = createSignal(loadStored('siggen.keys') !== 'off')

/** Shortcuts can be turned off, for example by people who dictate. The browser remembers that. */
export const areShortcutsOn = isOn

export function setShortcutsOn(isWanted: boolean): void {
  setIsOn(isWanted)
  saveStored('siggen.keys', isWanted ? undefined : 'off')
}

export const SHORTCUTS: readonly (readonly [keys: string[], does: string])[] = [
  [['o'], 'Open files'],
  [['/'], 'Filter or search what is shown'],
  [['j'], 'Next frame, or report'],
  [['k'], 'Previous frame, or report'],
  [['g', 'o'], 'Go to the start'],
  [['g', 'r'], 'Go to the reports'],
  [['g', 'c'], 'Go to the comparison'],
  [['g', 'l'], 'Go to the lists'],
  [['?'], 'This help'],
]
