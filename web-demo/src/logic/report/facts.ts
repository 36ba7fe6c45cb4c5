// Fields of a report by name. It remembers which ones were taken, so that all others can be shown as annotations.

import { isObject, object, type JsonObject } from './field'
import type { Parts } from './report-parts'

export class Facts {
  readonly #taken = new Map<JsonObject, Set<string>>()

  constructor(readonly parts: Parts) {}

  /**
   * The first value that `read` makes something of, among fields of these names. A name that starts with a dot is a path
   * from the dump, such as `.system_info.os`; other dots lead into objects of the report.
   */
  take<T>(names: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    for (const name of names) {
      const { isInDump, member, rest } = pathOf(name)
      for (const root of isInDump ? [this.parts.dump] : this.parts.fields) {
        const value = root[member]
        if (value === undefined) {
          continue
        }
        const found = read(rest.reduce<unknown>((inner, key) => object(inner)[key], value))
        if (found === undefined) {
          continue
        }
        if (rest.length === 0) {
          this.#mark(root, member)
        }
        return found
      }
    }
    return undefined
  }

  /** Takes fields of these names that say the same again. */
  takeSame(names: readonly string[], isSame: (value: unknown) => boolean): void {
    for (const root of this.parts.fields) {
      for (const name of names) {
        if (root[name] !== undefined && isSame(root[name])) {
          this.#mark(root, name)
        }
      }
    }
  }

  /** Members of the report that nobody took, in the report's order. */
  rest(): [string, unknown][] {
    return this.parts.fields.flatMap((field) => {
      const taken = this.#taken.get(field)
      return Object.entries(field).filter(([name, value]) => !isObject(value) && !taken?.has(name))
    })
  }

  #mark(root: JsonObject, member: string): void {
    const taken = this.#taken.get(root) ?? new Set()
    taken.add(member)
    this.#taken.set(root, taken)
  }
}

/** What is read, where it is anything: a field that it can't be read from stays among the annotations. */
export function someOf<T>(read: (value: unknown) => T[]): (value: unknown) => T[] | undefined {
  return (value) => {
    const found = read(value)
    return found.length > 0 ? found : undefined
  }
}

interface Path {
  isInDump: boolean
  member: string
  /** Where to go on from the member. */
  rest: string[]
}

/** Paths by name: the same few hundred for every report. */
const paths = new Map<string, Path>()

function pathOf(name: string): Path {
  let path = paths.get(name)
  if (path === undefined) {
    const isInDump = name.startsWith('.')
    const [member = '', ...rest] = (isInDump ? name.slice(1) : name).split('.')
    path = { isInDump, member, rest }
    paths.set(name, path)
  }
  return path
}
