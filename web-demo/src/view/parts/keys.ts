import { createSignal } from 'solid-js'
import { keep, kept } from '../../state/kept'

const [isOn, setIsOn] = createSignal(kept('siggen.keys') !== 'off')

/** Who dictates, or touches keys by accident, can do without them: the browser remembers that. */
export const areShortcutsOn = isOn

export function setShortcutsOn(isWanted: boolean): void {
  setIsOn(isWanted)
  keep('siggen.keys', isWanted ? undefined : 'off')
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
