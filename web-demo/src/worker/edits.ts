// The lists as edited: what a linter says of them, and generators with them.

import type { Finding, Generator, ListName, ListPlace } from 'siggen-wasm'
import { listNames } from '../logic/lists/titles'
import type { Siggen } from './siggen'
import { Lru } from './lru'
import type { ListTexts, Which } from './protocol'

/** What edited lists are called where an explanation says which lists decided. */
const SOURCE = 'edited'

/** How many generators that lack a line are kept. */
const LACKING = 8

/** Lists that are linted together: an irrelevant frame is never asked whether it is a prefix. */
const LINTED: readonly (readonly ListName[])[] = [
  ['irrelevant_signature_re', 'prefix_signature_re'],
  ['signatures_with_line_numbers_re'],
  ['signature_sentinels'],
]

export class Edits {
  readonly builtIn: ListTexts
  readonly #siggen: Siggen
  readonly #builtInGenerator: Generator
  /** With the texts that compiled last; undefined where those are the built-in ones. */
  #edited: { texts: ListTexts; generator: Generator } | undefined
  /** What was found last, by place in `LINTED`. */
  readonly #linted: { key: string; findings: Finding[] }[] = []
  readonly #lacking = new Lru<string, Generator>(LACKING, (generator) => generator.free())

  constructor(siggen: Siggen) {
    this.#siggen = siggen
    this.builtIn = siggen.builtInSiglists()
    this.#builtInGenerator = new siggen.Generator()
  }

  generator(which: Which): Generator {
    return which === 'edited' && this.#edited !== undefined ? this.#edited.generator : this.#builtInGenerator
  }

  /** A generator with the same lists but for one line. */
  without({ list, line }: ListPlace, which: Which): Generator {
    const edited = which === 'edited' ? this.#edited : undefined
    const without = [{ list, line }]
    return this.#lacking.get(`${edited === undefined ? 'built-in' : 'edited'} ${list} ${line}`, () => {
      return edited === undefined
        ? new this.#siggen.Generator({ without })
        : new this.#siggen.Generator({ replace: edited.texts, without, source: SOURCE })
    })
  }

  /** Takes texts. Where they don't compile, the last ones that did stay in use, and the findings say why. */
  set(texts: ListTexts): { findings: Finding[]; compiles: boolean } {
    const findings = this.#lint(texts)
    try {
      this.#use(texts)
      return { findings, compiles: true }
    } catch (error) {
      if (!(error instanceof this.#siggen.SiglistError)) {
        throw error
      }
      const { list, line = 1, reason, pattern = '' } = error
      const isSaid = findings.some((each) => each.severity === 'error' && each.list === list && each.line === line)
      const finding: Finding = {
        list,
        line,
        severity: 'error',
        code: 'does-not-compile',
        message: reason,
        help: 'Fix or remove the entry; until then, the lists before this edit stay in use.',
        pattern,
      }
      return { findings: isSaid ? findings : [finding, ...findings], compiles: false }
    }
  }

  #use(texts: ListTexts): void {
    const current = this.#edited?.texts ?? this.builtIn
    if (isSame(texts, current)) {
      return
    }
    const next = isSame(texts, this.builtIn)
      ? undefined
      : { texts: { ...texts }, generator: new this.#siggen.Generator({ replace: texts, source: SOURCE }) }
    this.#edited?.generator.free()
    this.#edited = next
    this.#lacking.forget((key) => key.startsWith('edited'))
  }

  /** Only lists that changed are looked at, and those that their findings have to do with. */
  #lint(texts: ListTexts): Finding[] {
    return LINTED.flatMap((names, index) => {
      const key = names.map((name) => texts[name]).join('\0')
      const last = this.#linted[index]
      if (last?.key === key) {
        return last.findings
      }
      const findings = this.#siggen.lint(Object.fromEntries(names.map((name) => [name, texts[name]])))
      this.#linted[index] = { key, findings }
      return findings
    })
  }
}

function isSame(one: ListTexts, other: ListTexts): boolean {
  return listNames.every((name: ListName) => one[name] === other[name])
}
