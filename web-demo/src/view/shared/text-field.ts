const TYPED = new Set(['text', 'search', 'url', 'number', 'email', 'tel', 'password'])

/** Whether keys and pasted text belong to this element. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) {
    return TYPED.has(target.type)
  }
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
    return true
  }
  return target instanceof HTMLElement && target.isContentEditable
}
