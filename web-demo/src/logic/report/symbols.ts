// Symbol files of modules.

import { urlPart } from './url'

/** The address of a module's symbol file; absent where the module doesn't say enough. */
export function symbolsUrl(debugFile: string | undefined, debugId: string | undefined): string | undefined {
  if (debugFile === undefined || debugId === undefined) {
    return undefined
  }
  const file = debugFile.split(/[\\/]/).at(-1) ?? ''
  const isKnown = file !== '' && file !== '.' && file !== '..'
  // Nothing but zeros is what a module without an id has.
  if (!isKnown || !/^[0-9a-f]{33,}$/i.test(debugId) || /^0+$/.test(debugId)) {
    return undefined
  }
  const name = `${file.replace(/\.pdb$/i, '')}.sym`
  return `https://symbols.mozilla.org/${urlPart(file)}/${urlPart(debugId)}/${urlPart(name)}`
}
