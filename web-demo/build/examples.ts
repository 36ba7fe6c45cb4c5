// Puts the example reports beside the page: served while developing, written when building. They come from the shared
// corpus, so there is no second copy of them.

import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { EXAMPLES } from '../src/logic/open/examples.ts'

const TESTDATA = fileURLToPath(new URL('../../testdata/', import.meta.url))

/** The bundle with many reports. */
const MANY = 'many.ndjson'

export function examples(): Plugin {
  return {
    name: 'examples',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? ''
        const text = path.includes('/examples/') ? exampleText(basename(path)) : undefined
        if (text === undefined) {
          next()
          return
        }
        response.setHeader('Content-Type', 'application/json; charset=utf-8')
        response.end(text)
      })
    },
    generateBundle() {
      for (const { name } of EXAMPLES) {
        const source = exampleText(name)
        if (source === undefined) {
          this.error(`There is no example ${name}`)
        }
        this.emitFile({ type: 'asset', fileName: `examples/${name}`, source })
      }
    },
  }
}

/** The text of an example; undefined for a name that isn't one. */
export function exampleText(name: string): string | undefined {
  if (!EXAMPLES.some((example) => example.name === name)) {
    return undefined
  }
  return name === MANY ? manyReports() : readFileSync(join(TESTDATA, 'crashes', name), 'utf8')
}

/** A report for each case of the rules and of the stacks, one a line. The same files give the same text. */
function manyReports(): string {
  const rules = readdirSync(join(TESTDATA, 'rules'))
    .filter((file) => file.endsWith('.json'))
    .toSorted()
  const files = [...rules.map((file) => join('rules', file)), join('stacks', 'walk.json')]
  const crashes = files.flatMap((file) => cases(readFileSync(join(TESTDATA, file), 'utf8')))
  // Some crashes are had by many people, most by few.
  const lines = crashes.flatMap((crash, index) =>
    Array.from({ length: timesOf(index) }, (_, time) => JSON.stringify({ crash_id: idOf(index, time), ...crash })),
  )
  return `${lines.join('\n')}\n`
}

/** The crashes of a file of cases that get a signature without trouble. */
function cases(text: string): object[] {
  const document: unknown = JSON.parse(text)
  if (!isObject(document) || !Array.isArray(document['cases'])) {
    return []
  }
  return document['cases'].flatMap((item: unknown) => {
    if (!isObject(item) || !isObject(item['crash']) || !isObject(item['expected'])) {
      return []
    }
    const { signature, notes } = item['expected']
    const isSound = Array.isArray(notes) && !notes.some((note) => String(note).includes('failed'))
    // A few cases are about texts of thousands of characters: nothing to look at.
    const isShort = JSON.stringify(item['crash']).length < 20_000
    return isSound && isShort && typeof signature === 'string' && signature !== '' ? [item['crash']] : []
  })
}

function timesOf(index: number): number {
  return index % 29 === 0 ? 7 : index % 7 === 0 ? 3 : 1
}

/** An id that is nobody's: it is made of the numbers only. */
function idOf(index: number, time: number): string {
  const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')
  const day = String(1 + (index % 28)).padStart(2, '0')
  return `${hex(index, 8)}-${hex(time, 4)}-4000-8000-0000002607${day}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
