// The shared corpus, for the tests.
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

// The tests may have been copied to where the package is installed.
const named = process.env.SIGGEN_TESTDATA
const folder = named ? pathToFileURL(`${named}/`) : new URL('../../testdata/', import.meta.url)

export const bytes = (path) => readFileSync(new URL(path, folder))
export const read = (path) => JSON.parse(bytes(path))
export const files = (path) => readdirSync(new URL(path, folder)).filter((name) => name !== 'expected.json')

export const LISTS = [
  'irrelevant_signature_re',
  'prefix_signature_re',
  'signatures_with_line_numbers_re',
  'signature_sentinels',
]

export const customLists = () =>
  Object.fromEntries(LISTS.map((name) => [name, bytes(`siglists/custom/${name}.txt`).toString()]))

/** The files of cases: `[path, lists]`. */
export const CASES = [
  ...files('rules').map((name) => `rules/${name}`),
  'stacks/walk.json',
  'java/exceptions.json',
  'siglists/custom.json',
]

/** A result is what is expected; a note is compared up to `…`. */
export function same(result, expected, about) {
  assert.equal(result.signature, expected.signature, about)
  assert.equal(result.proto_signature ?? null, expected.proto_signature, about)
  assert.deepEqual(result.normalized_frames ?? null, expected.normalized_frames, about)
  assert.equal(result.notes.length, expected.notes.length, about)
  expected.notes.forEach((note, at) => {
    const ours = result.notes[at]
    assert.equal(note.endsWith('…') ? ours.slice(0, note.length - 1) : ours, note.replace(/…$/, ''), about)
  })
}
