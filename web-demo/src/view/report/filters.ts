// What is left when a list is filtered. All of them go by plain text in any case.

import type { DetailRow, ExtensionRow, ModuleRow } from '../../logic/model'

type Texts = readonly (string | undefined)[]

export function holds(texts: Texts, filter: string): boolean {
  const sought = filter.trim().toLowerCase()
  return sought === '' || texts.some((text) => text?.toLowerCase().includes(sought))
}

export function filterModules(modules: readonly ModuleRow[], filter: string, isMissingOnly: boolean): ModuleRow[] {
  return modules.filter(
    (module) =>
      (!isMissingOnly || module.isMissingSymbols) &&
      holds([module.file, module.version, module.debugId, module.debugFile, module.codeId, module.signedBy], filter),
  )
}

export function filterRows(rows: readonly DetailRow[], filter: string): DetailRow[] {
  return rows.filter((row) => holds([row.label, row.value, row.raw], filter))
}

export function filterExtensions(rows: readonly ExtensionRow[], filter: string): ExtensionRow[] {
  return rows.filter((row) => holds([row.id, row.name, row.version], filter))
}

/** `12 of 87 modules`, or `87 modules` where all are left. */
export function found(left: number, all: number, noun: string): string {
  const nouns = all === 1 ? noun : `${noun}s`
  return left === all
    ? `${all.toLocaleString('en')} ${nouns}`
    : `${left.toLocaleString('en')} of ${all.toLocaleString('en')} ${nouns}`
}
