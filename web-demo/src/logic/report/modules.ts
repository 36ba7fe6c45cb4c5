// Modules that were loaded when the process crashed, and those that had been unloaded.

import type { ModuleRow, UnloadedModuleRow } from '../model'
import { first, index, isObject, list, object, onlyText, parsed, text, type JsonObject } from './field'
import type { Parts } from './report-parts'
import { MODULE } from './ping/names'
import { symbolsUrl } from './symbols'

export function readModules(parts: Parts, signatures: unknown): ModuleRow[] {
  const main = index(parts.dump.main_module)
  const signers = signersOf(signatures)
  return parts.modules.flatMap((value, at) => {
    if (!isObject(value)) {
      return []
    }
    const debugFile = debugFileOf(value)
    const debugId = onlyText(first(value, MODULE.debugId))
    return {
      ...shared(value, signers),
      version: text(value.version),
      debugId,
      debugFile,
      isMissingSymbols: value.missing_symbols === true,
      symbolsHref: symbolsUrl(debugFile, debugId),
      isMain: at === main,
    }
  })
}

export function readUnloadedModules(parts: Parts, signatures: unknown): UnloadedModuleRow[] {
  const signers = signersOf(signatures)
  return list(parts.dump.unloaded_modules)
    .filter(isObject)
    .map((module) => shared(module, signers))
}

/** The name of a module's file, or of that of its symbols. */
export function moduleName(module: JsonObject): string | undefined {
  const file = onlyText(module.filename)
  return file === undefined ? debugFileOf(module) : withoutFolders(file)
}

function debugFileOf(module: JsonObject): string | undefined {
  const file = onlyText(first(module, MODULE.debugFile))
  return file === undefined ? undefined : withoutFolders(file)
}

/** Pings of a time have whole paths. */
function withoutFolders(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function shared(module: JsonObject, signers: ReadonlyMap<string, string>): UnloadedModuleRow {
  const file = moduleName(module) ?? ''
  return {
    file,
    codeId: text(first(module, MODULE.codeId)),
    signedBy: onlyText(module.cert_subject) ?? signers.get(file),
    baseAddress: text(first(module, MODULE.base)),
    endAddress: text(first(module, MODULE.end)),
  }
}

/** An annotation, JSON as text: who signed which files. */
function signersOf(annotation: unknown): Map<string, string> {
  const signers = new Map<string, string>()
  for (const [signer, files] of Object.entries(object(parsed(annotation)))) {
    for (const file of list(files)) {
      if (typeof file === 'string') {
        signers.set(file, signer)
      }
    }
  }
  return signers
}
