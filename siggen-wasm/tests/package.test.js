import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import * as siggen from 'siggen-wasm'
import { bytes, files, LISTS } from './corpus.js'

const { Collection, Generator, PanicError, SiglistError } = siggen
const generator = new Generator()
const report = (...names) => JSON.stringify({ threads: [{ frames: names.map((name) => ({ function: name })) }] })
const signature = (names, siglists) => new Generator(siglists).generate(report(...names)).signature

test('what is exported', () => {
  const names = ['Collection', 'Generator', 'PanicError', 'ReportError', 'SiglistError', 'builtInSiglists', 'init']
  names.push('items', 'layout', 'lint', 'recognize', 'rules', 'schema', 'shapeOf', 'version')
  assert.deepEqual(Object.keys(siggen).sort(), names.sort())
})

const program = process.env.SIGGEN_PROGRAM
test('the command line says the same', { skip: !program && 'SIGGEN_PROGRAM names no program' }, () => {
  for (const file of files('crashes')) {
    const input = bytes(`crashes/${file}`)
    const printed = (...args) => JSON.parse(execFileSync(program, args, { input }))
    const { crash_id, ...result } = generator.generate(input)
    assert.deepEqual(result, printed('signature', '--format', 'ndjson'), file)
    const explanation = generator.explain(input)
    assert.deepEqual(explanation, printed('explain', '--format', 'json'), file)
    assert.equal(crash_id, explanation.crash_id, file)
  }
  const rules = JSON.parse(execFileSync(program, ['rules', '--format', 'json']))
  assert.deepEqual(
    siggen.rules(),
    rules.map(({ number: _number, ...rule }) => rule),
  )
  assert.deepEqual(siggen.schema('crash-data'), JSON.parse(execFileSync(program, ['schema'])))
})

test('lists are replaced, extended and cut', () => {
  assert.equal(signature(['draw', 'fly', 'main']), 'draw')
  assert.equal(signature(['draw', 'fly', 'main'], { extend: { prefix_signature_re: 'dr\nfl' } }), 'draw | fly | main')
  assert.equal(signature(['draw', 'fly', 'main'], { replace: { irrelevant_signature_re: 'draw' } }), 'fly')
  assert.equal(signature(['memcpy', 'fly']), 'memcpy | fly')
  assert.equal(signature(['memcpy', 'fly'], { remove: { prefix_signature_re: 'memcpy' } }), 'memcpy')
  const { decided_by } = generator.explain(report('memcpy', 'fly')).rules[0].stack.frames[0]
  assert.deepEqual([decided_by.source, decided_by.pattern], ['built-in', 'memcpy'])
  const { list, line } = decided_by
  assert.equal(signature(['memcpy', 'fly'], { without: [decided_by] }), 'memcpy')
  assert.equal(signature(['memcpy', 'fly'], { without: [{ list, line }] }), 'memcpy')
  const both = { replace: { prefix_signature_re: 'a' }, extend: { prefix_signature_re: 'b' }, source: 'mine' }
  const { siglists, rules } = new Generator(both).explain(report('a', 'b', 'c'))
  assert.equal(siglists, 'mine and extension')
  assert.equal(rules[0].stack.frames[0].decided_by.source, 'mine')
  assert.throws(() => new Generator({ without: [{ list, line: 1e6 }] }), SiglistError)
  assert.throws(() => new Generator({ remove: { prefix_signature_re: 'no such line' } }), SiglistError)
  assert.throws(() => new Generator({ replace: { prefix_signature_re: 'a\n(' }, source: 'mine' }), {
    name: 'SiglistError',
    list: 'prefix_signature_re',
    line: 2,
    pattern: '(',
    message: /^mine: prefix_signature_re\.txt, line 2: `\(`: missing \)/,
  })
})

test('lists that say nothing, and lists that change later', () => {
  const siglists = (of) => new Generator(of).explain('{}').siglists
  assert.equal(siglists({ replace: undefined, extend: null, without: [] }), 'built-in')
  assert.equal(signature(['memcpy', 'fly'], { extend: { prefix_signature_re: undefined } }), 'memcpy | fly')
  // All lists are empty then.
  assert.equal(signature(['memcpy', 'fly'], { replace: {} }), 'memcpy')
  assert.deepEqual([siglists({ replace: {} }), siglists({ extend: {} })], ['custom', 'built-in and custom'])
  assert.equal(siglists({ remove: {}, source: 'mine' }), 'built-in and mine')
  assert.deepEqual(siggen.lint({ prefix_signature_re: undefined }), [])
  const own = { extend: { prefix_signature_re: 'draw' } }
  const before = new Generator(own)
  own.extend.prefix_signature_re = 'fly'
  assert.throws(() => siggen.shapeOf(new Uint8Array(3 * 2 ** 30)), PanicError)
  assert.equal(before.generate(report('draw', 'fly', 'main')).signature, 'draw | fly')
})

test('another thread', () => {
  const crash = { crashing_thread: 0, threads: [{ frames: [{ function: 'a' }] }, { frames: [{ function: 'b' }] }] }
  const text = JSON.stringify(crash)
  assert.equal(generator.explain(text).signature, 'a')
  assert.equal(generator.explain(text, { thread: 1 }).signature, 'b')
  assert.throws(() => generator.explain(text, { thread: 0.5 }), TypeError)
})

test('an entry that is left out by its line can be one that was added', () => {
  const lists = { replace: { prefix: 'memcpy' }, extend: { prefix: '\nfly' } }
  const signature = (...without) =>
    new Generator({ ...lists, without }).generate(report('memcpy', 'fly', 'main')).signature
  const place = (line) => ({ list: 'prefix_signature_re', line })
  assert.equal(signature(), 'memcpy | fly | main')
  assert.equal(signature(place(2)), 'memcpy | fly')
  assert.equal(signature(place(1), place(2)), 'memcpy')
  lists.extend.prefix = 'fly'
  assert.throws(() => signature(place(1)), /line 1 exists in .* \(`memcpy`\) and in extension \(`fly`\)/)
})

test('arguments that make no sense', () => {
  for (const odd of [undefined, null, 7, {}, [1], new Uint16Array(2)]) {
    assert.throws(() => generator.generate(odd), TypeError)
  }
  assert.throws(() => generator.generate('{}', { shape: 'round' }), /unknown shape `round`/)
  assert.throws(() => new Generator({ replace: { mine: '' } }), /unknown list `mine`/)
  assert.throws(() => new Generator({ extend: { prefix: 'a', prefix_signature_re: 'b' } }), /is given twice/)
  assert.throws(() => siggen.lint({ prefix: '(', prefix_signature_re: 'a' }), /is given twice/)
  assert.throws(() => new Generator({ replaces: {} }), TypeError)
  assert.throws(() => siggen.schema('toString'), TypeError)
  const list = 'prefix_signature_re'
  const places = [7, null, { list }, { line: 1 }, { list, line: '1' }, { list, line: 1.5 }, { list, line: -1 }]
  places.push({ list, line: 2 ** 32 }, { list: 'mine', line: 1 })
  const lists = [null, 7, 'a', [], () => {}, { source: 7 }, { without: {} }, { without: null }]
  lists.push(...places.map((place) => ({ without: [place] })))
  for (const part of ['replace', 'extend', 'remove']) {
    for (const texts of [7, 'a', ['a'], [], { mine: '' }, { [list]: 7 }, { [list]: null }]) {
      lists.push({ [part]: texts })
    }
  }
  for (const odd of lists) {
    assert.throws(() => new Generator(odd), TypeError, JSON.stringify(odd))
  }
  for (const odd of [undefined, null, 7, 'a', [], ['a'], { mine: '' }, { [list]: 7 }]) {
    assert.throws(() => siggen.lint(odd), TypeError, JSON.stringify(odd))
  }
  // A lone surrogate is no text that UTF-8 knows.
  assert.equal(generator.generate(`{"hang": "ui", "os": "\ud800"}`).signature.startsWith('hang: ui'), true)
  const replaced = new Generator({ extend: { prefix_signature_re: '\udc00x' } }).explain(report('\u{fffd}x', 'y'))
  assert.equal(replaced.proto_signature, '\u{fffd}x | y')
  assert.equal(replaced.rules[0].after, '\u{fffd}x | y')
})

test('many reports', () => {
  const many = (text) => generator.generateMany(text).map((one) => one.signature ?? one)
  const [a, b] = [report('a'), report('b')]
  assert.deepEqual(many(a), ['a'])
  assert.deepEqual(many(`[${a}, ${b}]`), ['a', 'b'])
  const [first, failed, last] = many(`${a}\n\n{"x":}\n${b}\n`)
  assert.deepEqual([first, failed.line, 'index' in failed, last], ['a', 3, false, 'b'])
  const [one, other] = many(`[${a}, {"x":}]`)
  assert.deepEqual([one, other.index, 'line' in other], ['a', 1, false])
  assert.match(other.error, /^byte \d+, in \[1\]\.x: expected a value/)
  assert.match(many('')[0].error, /^empty input/)
})

test('where the reports of a file are', () => {
  const of = (text, isAll = true) => siggen.layout(Buffer.from(text), isAll)
  assert.deepEqual([of('{}\n{}\n'), of('[{}]'), of('{}', false)], ['lines', 'document', 'unknown'])
  assert.deepEqual(siggen.items(Buffer.from('[{}, [1]]')), [
    { start: 1, end: 3 },
    { start: 5, end: 8 },
  ])
  assert.equal(siggen.items(Buffer.from('{}')), undefined)
  assert.throws(() => siggen.items(Buffer.from('[{},]')), { name: 'ReportError', offset: 4 })
})

test('collections', () => {
  const collection = new Collection()
  assert.deepEqual([collection.add(report('a', 'b')), collection.add(report('c')), collection.length], [0, 1, 2])
  assert.throws(() => collection.add('{'), { name: 'ReportError', offset: 1 })
  assert.deepEqual(collection.signatures(generator), ['a', 'c'])
  collection.clear()
  assert.deepEqual([collection.length, collection.signatures(generator)], [0, []])
  collection.free()
  collection.free()
  assert.throws(() => collection.add('{}'), /freed/)
})

test('two sets of lists', () => {
  const collection = new Collection()
  // The ids of reports are not what they are named by.
  const own = (name, ...names) => JSON.stringify({ ...JSON.parse(report(...names)), crash_id: name })
  for (const names of [['a', 'b'], ['c'], ['a', 'c'], ['d']]) {
    collection.add(own('an id', ...names))
  }
  const after = new Generator({ extend: { prefix_signature_re: 'a' }, source: 'mine' })
  const diff = collection.diff(generator, after)
  const line = diff.lines[0].line
  const bucket = (signature, crashes, other, fate) => ({ signature, crashes, other_side: other, fate })
  const migration = { before: 'a', crashes: 1, is_whole: false, lines: [0] }
  assert.deepEqual(diff, {
    before: 'built-in',
    after: 'built-in and mine',
    crashes: 4,
    changed: 2,
    signatures_before: 3,
    signatures_after: 4,
    lines: [{ list: 'prefix_signature_re', edit: 'added', line, text: 'a', crashes: 2 }],
    buckets: [
      {
        kind: 'split',
        before: [bucket('a', 2, 0, 'gone')],
        after: [bucket('a | b', 1, 0, 'new'), bucket('a | c', 1, 0, 'new')],
        moved: 2,
        examples: [0, 2],
        lines: [0],
        migrations: [0, 1],
      },
    ],
    migrations: [
      { ...migration, after: 'a | b', examples: [0] },
      { ...migration, after: 'a | c', examples: [2] },
    ],
    changes: [
      { report: 0, migration: 0 },
      { report: 2, migration: 1 },
    ],
  })
  // Again, and the same lists on both sides, and lists that are other ones each time.
  assert.deepEqual(collection.diff(generator, after), diff)
  assert.equal(collection.diff(generator, generator).changed, 0)
  const other = collection.diff(generator, new Generator({ extend: { irrelevant_signature_re: 'd' } }))
  assert.deepEqual(other.changes, [])
  const fly = collection.diff(after, new Generator({ extend: { irrelevant_signature_re: 'a' } }))
  assert.deepEqual(
    fly.migrations.map(({ before, after }) => [before, after]),
    [
      ['a | b', 'b'],
      ['a | c', 'c'],
    ],
  )
  assert.throws(() => collection.diff(generator), TypeError)
})

test('what lines do', () => {
  const collection = new Collection()
  for (const names of [['a', 'b'], ['ab', 'c'], ['c'], ['b', 'a']]) {
    collection.add(report(...names))
  }
  const lists = new Generator({ replace: { prefix_signature_re: 'ab\na\nz' }, source: 'mine' })
  const zeros = { matched: 0, fired: 0, only_match: 0, changed: 0, signature_count: 0, change_count: 0 }
  const none = { ...zeros, list: 'prefix_signature_re', signatures: [], changes: [], examples: [] }
  const coverage = collection.coverage(lists, { without: true })
  assert.deepEqual(coverage, {
    source: 'mine',
    crashes: 4,
    signatures: 4,
    lines: coverage.lines,
  })
  const [first, second, third] = coverage.lines
  const once = (signature) => ({ signatures: [{ signature, crashes: 1 }], signature_count: 1 })
  assert.deepEqual(first, { ...none, line: 1, text: 'ab', matched: 1, fired: 1, ...once('ab | c'), examples: [1] })
  const change = { changes: [{ signature: 'a | b', without: 'a', crashes: 1 }], change_count: 1, changed: 1 }
  const here = { matched: 2, fired: 1, only_match: 1, examples: [0] }
  assert.deepEqual(second, { ...none, line: 2, text: 'a', ...here, ...once('a | b'), ...change })
  assert.deepEqual(third, { ...none, line: 3, text: 'z' })
  const plain = collection.coverage(lists)
  const unasked = Object.entries(second).filter(([name]) => !name.startsWith('change'))
  assert.deepEqual(plain.lines[1], Object.fromEntries(unasked))
})

test('collections grow and shrink', () => {
  const [collection, more] = [new Collection(), new Collection()]
  for (const name of ['a', 'b']) {
    collection.add(report(name))
  }
  for (const name of ['c', 'd', 'e']) {
    more.add(report(name))
  }
  collection.append(more)
  assert.deepEqual([collection.length, more.length], [5, 0])
  assert.deepEqual(collection.signatures(generator), ['a', 'b', 'c', 'd', 'e'])
  assert.deepEqual(more.signatures(generator), [])
  collection.remove(1)
  collection.remove(3)
  // Memory that runs out doesn't bring them back.
  assert.throws(() => collection.add(new Uint8Array(3 * 2 ** 30)), PanicError)
  assert.deepEqual(collection.signatures(generator), ['a', 'c', 'd'])
  assert.equal(more.add(report('f')), 0)
  for (const odd of [3, -1, 0.5, '0', undefined]) {
    assert.throws(() => collection.remove(odd), RangeError)
  }
  assert.throws(() => collection.append(collection), TypeError)
  for (const odd of [undefined, {}, []]) {
    assert.throws(() => collection.append(odd), TypeError)
  }
  more.free()
  assert.throws(() => collection.append(more), /freed/)
  assert.deepEqual(collection.signatures(generator), ['a', 'c', 'd'])
})

test('what a finding says besides', () => {
  const shadowed = siggen.lint({ prefix_signature_re: 'kite_fly\nkite' }).find(({ code }) => code === 'shadowed')
  assert.equal(shadowed.line, 1)
  assert.ok(shadowed.trigger.startsWith('kite_fly'))
  assert.deepEqual(shadowed.fix, { edits: [{ edit: 'delete', first: 1, last: 1 }] })
})

test('facts', () => {
  assert.deepEqual(Object.keys(siggen.builtInSiglists()).sort(), [...LISTS].sort())
  assert.equal(siggen.rules().length, 14)
  assert.deepEqual(siggen.schema('outcome').required, ['signature', 'notes'])
  assert.ok(siggen.schema('outcome').properties.crash_id)
  assert.match(siggen.version, /^\d+\.\d+\.\d+$/)
  const findings = siggen.lint({ prefix_signature_re: 'a\n(' }).filter(({ severity }) => severity === 'error')
  assert.deepEqual(
    findings.map(({ list, line, severity }) => [list, line, severity]),
    [['prefix_signature_re', 2, 'error']],
  )
})

test('what breaks off is started anew, and everything goes on', () => {
  const own = new Generator({ extend: { prefix_signature_re: 'draw' } })
  const collection = new Collection()
  collection.add(report('draw', 'fly'))
  const text = report('draw', 'fly')
  const works = () => {
    assert.equal(own.generate(text).signature, 'draw | fly')
    assert.equal(generator.generate(text).signature, 'draw')
    assert.deepEqual(collection.signatures(own), ['draw | fly'])
  }
  works()
  // More than the module's memory can hold.
  const huge = new Uint8Array(3 * 2 ** 30)
  for (const call of [() => own.generate(huge), () => collection.add(huge), () => siggen.shapeOf(huge)]) {
    assert.throws(call, PanicError)
    works()
  }
  assert.equal(collection.length, 1)
  own.free()
  own.free()
  assert.throws(() => own.generate(text), /freed/)
})
