// What the browser stores for the page: the edited lists, and whether keyboard shortcuts are on. Nothing of any report.

export type Key = 'siggen.lists' | 'siggen.keys'

export function loadStored(key: Key): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Returns whether it was stored: storage can be full or turned off. Undefined removes the key. */
export function saveStored(key: Key, text: string | undefined): boolean {
  try {
    if (text === undefined) {
      localStorage.removeItem(key)
    } else {
      localStorage.setItem(key, text)
    }
    return true
  } catch {
    // If nothing can be stored, there is nothing to remove either.
    return text === undefined
  }
}
