// Text as base64 that stands in an address as it is.

export function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  let characters = ''
  for (const byte of bytes) {
    characters += String.fromCharCode(byte)
  }
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The text; undefined for what is no base64 of UTF-8. */
export function fromBase64(base64: string): string | undefined {
  if (!/^[\w-]*={0,2}$/.test(base64)) {
    return undefined
  }
  try {
    const characters = atob(base64.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(characters, (character) => character.charCodeAt(0))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
