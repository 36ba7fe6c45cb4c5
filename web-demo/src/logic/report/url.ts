// Parts of addresses.

/** A part of an address, encoded. Half a character, which can't be, becomes the sign for that. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
}

/** A path whose parts are encoded; undefined for one that leads somewhere else. */
export function urlPath(path: string): string | undefined {
  const parts = path.split('/')
  const isSound = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\\'))
  return isSound ? parts.map(urlPart).join('/') : undefined
}
