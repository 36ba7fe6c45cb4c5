import { call } from './instance.js'
import { listsOf, partsOf, textsOf } from './lists.js'
import { bytes, indexed, shapeIn, threadIn } from './values.js'

export { schema } from './schema.js'
export { version } from './version.js'
export { PanicError, ReportError, SiglistError } from './errors.js'

/** The engine of a generator and the reports of a collection, for those beside them. */
let engineOf
let reportsOf

export class Generator {
  // The lists are kept: where the module was started anew, the engine is made of them again.
  #siglists
  #engine
  #start

  constructor(siglists = {}) {
    this.#siglists = partsOf(siglists)
    this.#call(() => {})
  }

  static {
    engineOf = (generator, glue, start) => generator.#ready(glue, start)
  }

  #ready(glue, start) {
    if (this.#siglists === undefined) {
      throw new Error('this generator was freed')
    }
    if (this.#start !== start) {
      this.#engine = new glue.Engine(listsOf(this.#siglists, glue))
      this.#start = start
    }
    return this.#engine
  }

  #call(work) {
    return call((glue, start) => work(this.#ready(glue, start)))
  }

  generate(report, options) {
    const [json, shape] = [bytes(report), shapeIn(options)]
    return JSON.parse(this.#call((engine) => engine.generate(json, shape)))
  }

  explain(report, options) {
    const [json, shape, thread] = [bytes(report), shapeIn(options), threadIn(options)]
    return JSON.parse(this.#call((engine) => engine.explain(json, shape, thread)))
  }

  debugLog(report, options) {
    const [json, shape] = [bytes(report), shapeIn(options)]
    return JSON.parse(this.#call((engine) => engine.debug_log(json, shape)))
  }

  generateMany(reports, options) {
    const [json, shape] = [bytes(reports, 'reports'), shapeIn(options)]
    return JSON.parse(this.#call((engine) => engine.generate_many(json, shape)))
  }

  free() {
    if (this.#siglists === undefined) {
      return
    }
    this.#siglists = undefined
    call((_, start) => {
      if (this.#start === start) {
        this.#engine.free()
      }
    })
    this.#engine = undefined
  }
}

export class Collection {
  // As `Generator` keeps its lists. What is kept of a report is the little that its signature depends on.
  #kept = []
  #reports
  #start

  constructor() {
    this.#call(() => {})
  }

  static {
    reportsOf = (collection, glue, start) => collection.#ready(glue, start)
  }

  #ready(glue, start) {
    if (this.#kept === undefined) {
      throw new Error('this collection was freed')
    }
    if (this.#start !== start) {
      const reports = new glue.Reports()
      for (const { json, shape } of this.#kept) {
        reports.add(json, shape)
      }
      this.#reports = reports
      this.#start = start
    }
    return this.#reports
  }

  #call(work) {
    return call((glue, start) => work(this.#ready(glue, start), glue, start))
  }

  get length() {
    return this.#kept?.length ?? 0
  }

  add(report, options) {
    const [json, shape] = [bytes(report), shapeIn(options)]
    return this.#call((reports) => {
      const index = reports.add(json, shape)
      this.#kept.push({ json: reports.json(index), shape: reports.shape(index) })
      return index
    })
  }

  signatures(generator) {
    const text = this.#call((reports, glue, start) => reports.signatures(engineOf(generator, glue, start)))
    return JSON.parse(text)
  }

  diff(before, after) {
    const text = this.#call((reports, glue, start) => {
      const [one, other] = [engineOf(before, glue, start), engineOf(after, glue, start)]
      return reports.diff(one, other)
    })
    // Nothing is kept of the signatures that are stored in reports.
    const { left_out: _left, stored: _stored, ...diff } = JSON.parse(text)
    return {
      ...diff,
      buckets: diff.buckets.map(indexed),
      migrations: diff.migrations.map(indexed),
      changes: diff.changes.map(({ id, migration }) => ({ report: Number(id), migration })),
    }
  }

  coverage(generator, options) {
    const isWithout = options?.without === true
    const text = this.#call((reports, glue, start) => reports.coverage(engineOf(generator, glue, start), isWithout))
    const coverage = JSON.parse(text)
    return { ...coverage, lines: coverage.lines.map(indexed) }
  }

  append(other) {
    if (other === this) {
      throw new TypeError("a collection can't be appended to itself")
    }
    this.#call((reports, glue, start) => reports.append(reportsOf(other, glue, start)))
    this.#kept = this.#kept.concat(other.#kept)
    other.#kept = []
  }

  remove(index) {
    const length = this.length
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new RangeError(`the index of a report must be below ${length}`)
    }
    this.#call((reports) => reports.remove(index))
    this.#kept.splice(index, 1)
  }

  clear() {
    if (this.#kept === undefined) {
      return
    }
    this.#release()
    this.#kept = []
  }

  free() {
    if (this.#kept === undefined) {
      return
    }
    this.#release()
    this.#kept = undefined
  }

  #release() {
    call((_, start) => {
      if (this.#start === start) {
        this.#reports.free()
      }
    })
    this.#reports = this.#start = undefined
  }
}

export function lint(siglists) {
  const parts = [['replace', ...textsOf(siglists)]]
  return JSON.parse(call((glue) => glue.lint(listsOf(parts, glue))))
}

export function builtInSiglists() {
  return Object.fromEntries(JSON.parse(call((glue) => glue.built_in_siglists())))
}

export function rules() {
  return JSON.parse(call((glue) => glue.rules()))
}

export function recognize(report) {
  const json = bytes(report)
  return JSON.parse(call((glue) => glue.recognize(json)))
}

export function shapeOf(report) {
  return recognize(report).shape
}

export function layout(beginning, isAll) {
  const start = bytes(beginning, 'a beginning')
  return call((glue) => glue.layout(start, isAll))
}

export function items(document) {
  const json = bytes(document, 'a document')
  const bounds = call((glue) => glue.items(json))
  if (bounds === undefined) {
    return undefined
  }
  return Array.from({ length: bounds.length / 2 }, (_, at) => ({ start: bounds[2 * at], end: bounds[2 * at + 1] }))
}
