import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Generator, ReportError, SiglistError, items, shapeOf } from 'siggen-wasm'
import { CASES, LISTS, bytes, customLists, files, read, same } from './corpus.js'

const generator = new Generator()

for (const path of CASES) {
  test(path, () => {
    const own = path.startsWith('siglists/') ? new Generator({ replace: customLists() }) : generator
    const { cases } = read(path)
    assert.ok(cases.length > 7)
    for (const { name, crash, expected } of cases) {
      const report = JSON.stringify(crash)
      const options = { shape: 'crash-data' }
      same(own.generate(report, options), expected, name)
      const { siglists, rules, ...result } = own.explain(report, options)
      same(result, expected, name)
      assert.equal(rules.length, 14)
      assert.equal(siglists, own === generator ? 'built-in' : 'custom')
    }
  })
}

for (const path of ['frames/cpp.json', 'frames/rust.json', 'frames/other.json']) {
  test(path, () => {
    const { cases } = read(path)
    assert.ok(cases.length > 30)
    for (const { name, os, frame, expected } of cases) {
      const { normalized_frames } = generator.generate(
        JSON.stringify({ os: os ?? null, threads: [{ frames: [frame] }] }),
      )
      assert.equal(normalized_frames[0], expected, name)
    }
  })
}

test('documents of every shape', () => {
  const documents = read('crashes/expected.json')
  assert.deepEqual(files('crashes').sort(), Object.keys(documents).sort())
  for (const [file, { input, expected }] of Object.entries(documents)) {
    const report = bytes(`crashes/${file}`)
    assert.equal(shapeOf(report), input, file)
    for (const options of [undefined, { shape: input }]) {
      same(generator.generate(report, options), expected, file)
      same(generator.explain(report.toString(), options), expected, file)
    }
  }
})

test('patterns mean what they mean in Python', () => {
  const { cases } = read('siglists/dialect.json')
  let told = 0
  for (const { pattern, matches = [], misses = [], error } of cases) {
    const make = () => new Generator({ replace: { prefix_signature_re: pattern } })
    if (error) {
      const isRefused = (thrown) => thrown instanceof SiglistError && thrown.reason.toLowerCase().includes(error)
      assert.throws(make, isRefused, pattern)
      continue
    }
    const own = make()
    for (const [texts, verdict] of [
      [matches, 'prefix'],
      [misses, 'stop'],
    ]) {
      for (const text of texts) {
        // Where a frame's text stays as it is, the walk tells whether the pattern matches it.
        const report = JSON.stringify({ threads: [{ frames: [{ function: text }, { function: 'last' }] }] })
        const [{ stack }] = own.explain(report).rules
        const [first] = stack?.frames ?? []
        if (first?.normalized !== text || text === '') {
          continue
        }
        assert.equal(first.verdict, verdict, `${pattern} on ${text}`)
        told += 1
      }
    }
  }
  assert.ok(told > 80, `${told} texts`)
})

test('what can’t be read', () => {
  const documents = read('broken/expected.json')
  assert.deepEqual(files('broken').sort(), Object.keys(documents).sort())
  for (const [file, { error, offset }] of Object.entries(documents)) {
    const report = bytes(`broken/${file}`)
    for (const call of [() => generator.generate(report), () => generator.explain(report), () => shapeOf(report)]) {
      assert.throws(call, (thrown) => {
        assert.ok(thrown instanceof ReportError, file)
        if (offset !== undefined) {
          assert.equal(thrown.offset, offset, file)
        }
        return true
      })
    }
    const [failed] = generator.generateMany(report)
    if (items(report) === undefined) {
      for (const word of error) {
        assert.ok(failed.error.toLowerCase().includes(word), `${file}: ${failed.error}`)
      }
    } else {
      assert.ok(failed.error, file)
    }
  }
  assert.equal(LISTS.length, 4)
})
