// Extensions: a list of ids and versions, and what the telemetry environment says about them.

import type { ExtensionRow } from '../model'
import { flag, isObject, list, number, object, onlyText, parsed, text } from './field'

/** What a browser says about signatures of extensions. */
const SIGNED = new Map([
  [-2, 'broken'],
  [-1, 'unknown'],
  [0, 'missing'],
  [1, 'preliminary'],
  [2, 'signed'],
  [3, 'system'],
  [4, 'privileged'],
])

export function readExtensions(addons: unknown, environment: unknown): ExtensionRow[] {
  const active = object(object(object(parsed(environment)).addons).activeAddons)
  const listed = listedAddons(addons)
  const ids = listed.length > 0 ? listed : Object.keys(active).map((id) => ({ id }))
  return ids.map((row) => withMore(row, Object.hasOwn(active, row.id) ? active[row.id] : undefined))
}

/** Items are `id:version`, pairs or objects; an annotation has all in one text with its ids encoded. */
function listedAddons(addons: unknown): ExtensionRow[] {
  if (typeof addons === 'string') {
    return addons.split(',').flatMap((item) => ofText(decoded(item.trim())))
  }
  return list(addons).flatMap((item) => {
    if (typeof item === 'string') {
      return ofText(item)
    }
    if (Array.isArray(item)) {
      return row(text(item[0]), text(item[1]))
    }
    if (!isObject(item)) {
      return []
    }
    return row(text(item.id), text(item.version)).map((made) => withMore(made, item))
  })
}

function ofText(item: string): ExtensionRow[] {
  const [id, version] = item.split(':')
  return row(onlyText(id), onlyText(version))
}

function row(id: string | undefined, version: string | undefined): ExtensionRow[] {
  if (id === undefined) {
    return []
  }
  return version === undefined ? [{ id }] : [{ id, version }]
}

function withMore(row: ExtensionRow, value: unknown): ExtensionRow {
  const more = object(value)
  const made = { ...row }
  const name = onlyText(more.name)
  const version = row.version ?? text(more.version)
  const isSystem = flag(more.isSystem ?? more.is_system)
  const state = more.signedState ?? more.signed_state
  const signed = state === null ? 'not required' : (SIGNED.get(number(state) ?? NaN) ?? text(state))
  if (name !== undefined) {
    made.name = name
  }
  if (version !== undefined) {
    made.version = version
  }
  if (isSystem !== undefined) {
    made.isSystem = isSystem
  }
  if (signed !== undefined) {
    made.signed = signed
  }
  return made
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
