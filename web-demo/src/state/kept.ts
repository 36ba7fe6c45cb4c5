// What the browser keeps of the page: the edited lists and whether keys do something; nothing of any report.

export type Key = 'siggen.lists' | 'siggen.keys'

export function kept(key: Key): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Whether the browser took it: it may be full, or told to keep nothing. Undefined is for nothing to keep. */
export function keep(key: Key, text: string | undefined): boolean {
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
    return true
  } catch {
    // Where nothing can be kept, there is nothing to forget either.
    return text === undefined
  }
}
