// The npm package under Node beside the program: the same documents, changed at random, and the same outcomes.
//
// node npm.mjs PACKAGE PROGRAM SECONDS [SEED]
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [folder, program, seconds, seed] = process.argv.slice(2)
const { Generator, PanicError, ReportError, items, lint, recognize } = await import(pathToFileURL(`${folder}/node.js`))

const BATCH = 400
const FIRST = '{"os": "Linux"}'
const WORDS = ['{', '}', '[', ']', '"', '\\', ',', ':', 'null', '-', '1e999', '\\ud83d', '<', '>', '(', ')', '`', "'"]
const NAMES = [' ', 'const', '&', '::h', '::$_', '\u0130', 'operator', 'IPC::ParamTraits<', '=', 'threads', 'frames']

let state = BigInt(seed ?? Date.now())
const started = state
/** A number below a limit, by a seed that is printed. */
function below(limit) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
  return Number((state >> 33n) % BigInt(Math.max(limit, 1)))
}
const of = (things) => things[below(things.length)]

const testdata = new URL('../testdata/', import.meta.url)
const corpus = ['crashes', 'rules', 'stacks', 'java'].flatMap((name) => {
  const url = new URL(`${name}/`, testdata)
  const texts = readdirSync(url).filter((file) => file !== 'expected.json').map((file) => readFileSync(new URL(file, url), 'utf8'))
  if (name !== 'crashes') return texts.flatMap((text) => JSON.parse(text).cases.map(({ crash }) => JSON.stringify(crash)))
  // A record has a line of its own here.
  return texts.filter((text) => text.startsWith('{')).map((text) => JSON.stringify(JSON.parse(text)))
})

/** A value on a random way into another one, and a function that puts something else there. */
function place(value, put) {
  const keys = value !== null && typeof value === 'object' ? Object.keys(value) : []
  if (keys.length === 0 || below(5) === 0) return [value, put]
  const key = of(keys)
  return place(value[key], (other) => (value[key] = other))
}

function changedValue(text) {
  const other = JSON.parse(of(corpus))
  let whole = JSON.parse(text)
  const [value, put] = place(whole, (other) => (whole = other))
  const [part] = place(other, () => {})
  put(of([part, [value, part], null, 0, '', {}, [], String(value), JSON.stringify(value), -1, 1e300, true]))
  return JSON.stringify(whole)
}

function changedText(text) {
  for (let count = below(4); count >= 0; count -= 1) {
    const at = below(text.length)
    text = text.slice(0, at) + of(below(2) ? WORDS : NAMES) + text.slice(at + below(6))
  }
  return below(9) === 0 ? text.slice(0, below(text.length)) : text
}

function changed() {
  const text = of(corpus)
  try {
    return below(2) ? changedText(text) : changedValue(text)
  } catch {
    return text
  }
}

/** What comes of some work with a document, or why there is nothing. */
function unlessRefused(work) {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { error: error.message }
  }
}

/** What the package says of a document, as the program says it. */
function said(generator, document) {
  const { crash_id, ...outcome } = generator.generate(document)
  const { siglists, rules, crash_id: _, ...explained } = generator.explain(document)
  assert.deepEqual(explained, outcome, 'explained')
  return outcome
}

const generator = new Generator()
const end = performance.now() + 1000 * Number(seconds)
let count = 0
while (performance.now() < end) {
  const changes = Array.from({ length: BATCH }, changed).filter((text) => text.trim() !== '' && !/[\n\r]/.test(text))
  // By its first line the program tells that there is a record a line.
  const documents = [FIRST, ...changes]
  const input = documents.join('\n')
  const run = spawnSync(program, ['signature', '--format', 'ndjson', '-'], { input, maxBuffer: 1 << 30 })
  const lines = run.stdout.toString().trimEnd().split('\n').map((line) => JSON.parse(line))
  assert.equal(lines.length, documents.length, run.stderr.toString())
  documents.forEach((document, at) => {
    try {
      const ours = unlessRefused(() => said(generator, document))
      const theirs = lines[at]
      if (ours.error === undefined || theirs.error === undefined) assert.deepEqual(ours, theirs)
      unlessRefused(() => recognize(document))
      unlessRefused(() => items(Buffer.from(document)))
      lint({ prefix_signature_re: document.slice(0, 200) })
    } catch (error) {
      if (error instanceof PanicError || error instanceof assert.AssertionError) writeFileSync('npm-failed.json', document)
      console.error(`seed ${started}: ${document}`)
      throw error
    }
  })
  count += documents.length
}
console.log(`npm: ${count} documents, seed ${started}`)
