import { beforeAll, describe, expect, test } from 'vitest'
import { exampleText } from '../../build/examples'
import { proposeLine } from '../logic/lists/entries'
import { EXAMPLES } from '../logic/open/examples'
import type { Engine, ListTexts, ReportsDiff } from './protocol'
import { crash, engineWith, file, open, testdata } from './test-inputs'

const ONE = crash('Kite::fly(int)', 'Loom::weave()', 'main')
const OTHER = crash('Loom::weave()', 'main')

interface Expected {
  [file: string]: { expected: { signature: string } }
}

const expected: Expected = JSON.parse(testdata('crashes/expected.json').toString())

describe.each(Object.entries(expected))('%s', (name, { expected: { signature } }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = engineWith()
    await open(engine, file(name, testdata(`crashes/${name}`)))
  })

  test('view and explanation', async () => {
    const explanation = await engine.explanation(1, 'built-in')
    expect(explanation.signature).toBe(signature)
    expect((await engine.debugLog(1)).length).toBeGreaterThan(0)
  })

  test('each thread has rows, those that count are explained', async () => {
    const { threads } = await engine.view(1)
    const html = await engine.html(1)
    for (const { index } of threads) {
      const rows = await engine.thread(1, index, 'built-in')
      // The first row that is a frame counts, in whichever thread: as if that one had crashed.
      const [first] = rows
      if (first !== undefined) {
        expect(first.trail).toBeDefined()
        expect(html).toContain(first.displayed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
      }
    }
  })

  test('it can be taken along', async () => {
    for (const text of [await engine.markdown(1), await engine.html(1)]) {
      expect(text.length).toBeGreaterThan(20)
    }
    expect(typeof (await engine.bugComment(1))).toBe('string')
    expect(await engine.bugUrl(1)).toMatch(/^https:\/\/bugzilla\.mozilla\.org\//)
    expect(await (await engine.original(1)).text()).toBe(testdata(`crashes/${name}`).toString())
  })

  test('raw text', async () => {
    const { total } = await engine.raw(1, 0, 0)
    const { lines } = await engine.raw(1, 0, total)
    const text = testdata(`crashes/${name}`).toString()
    if (name.endsWith('.json')) {
      expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(text))
    } else {
      expect(lines).toEqual(text.trimEnd().split('\n'))
    }
    const [first] = await engine.rawSearch(1, lines[1]?.trim().toUpperCase() ?? '')
    expect(first).toBe(1)
  })
})

test('the watchdog’s signature is explained by the thread that it is made from', async () => {
  const engine = engineWith()
  await open(engine, file('hang', testdata('crashes/shutdown-hang-windows.json')))
  const rows = await engine.thread(1, 0, 'built-in')
  expect(rows.some(({ trail }) => trail?.kept === true)).toBe(true)
})

/** The changes as reports, by their ids or their indices, with both signatures. */
function changesOf(diff: ReportsDiff | undefined, isById: boolean): unknown[] | undefined {
  return diff?.changes.map(({ report, migration }) => {
    const way = diff.migrations[migration]
    return [isById ? diff.ids[report] : report, way?.before, way?.after]
  })
}

async function withTwo(): Promise<{ engine: Engine; builtIn: ListTexts }> {
  const engine = engineWith()
  await open(engine, file('one', ONE))
  await open(engine, file('other', `${OTHER}\n${ONE}\n`))
  return { engine, builtIn: await engine.builtInLists() }
}

test('lists as they are change nothing', async () => {
  const { engine, builtIn } = await withTwo()
  const { findings, diff } = await engine.setLists(builtIn)
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(diff).toMatchObject({ crashes: 3, changed: 0, buckets: [], ids: [1, 2, 3] })
})

test('edited lists decide about what is edited only', async () => {
  const { engine, builtIn } = await withTwo()
  const edited = { ...builtIn, irrelevant_signature_re: `${builtIn.irrelevant_signature_re}Kite::fly\n` }
  const line = edited.irrelevant_signature_re.split('\n').length - 1
  const { diff } = await engine.setLists(edited)
  expect(diff).toMatchObject({ crashes: 3, changed: 2 })
  expect(changesOf(diff, true)).toEqual([
    [1, 'Kite::fly', 'Loom::weave'],
    [3, 'Kite::fly', 'Loom::weave'],
  ])
  expect(diff?.lines).toEqual([{ list: 'irrelevant_signature_re', edit: 'added', line, text: 'Kite::fly', crashes: 2 }])
  expect(diff?.buckets).toMatchObject([
    {
      kind: 'merged',
      before: [
        { signature: 'Kite::fly', crashes: 2, other_side: 0, fate: 'gone' },
        { signature: 'Loom::weave', crashes: 1, other_side: 3, fate: 'grown' },
      ],
      after: [{ signature: 'Loom::weave', crashes: 3, other_side: 1, fate: 'grown' }],
      lines: [0],
    },
  ])
  expect((await engine.explanation(1, 'edited')).signature).toBe('Loom::weave')
  expect((await engine.explanation(1, 'built-in')).signature).toBe('Kite::fly')
  const rows = await engine.thread(1, 0, 'edited')
  expect(rows[0]?.trail).toMatchObject({
    verdict: 'irrelevant',
    decided_by: { list: 'irrelevant_signature_re', source: 'edited', line, pattern: 'Kite::fly' },
  })

  const place = { list: 'irrelevant_signature_re', line } as const
  expect(await engine.without(1, place, 'edited')).toEqual({ signature: 'Kite::fly', isChanged: true })
  expect(await engine.without(2, place, 'edited')).toEqual({ signature: 'Loom::weave', isChanged: false })

  // A closed report is in no comparison.
  await engine.close(1)
  expect((await engine.setLists({ ...edited })).diff).toMatchObject({ crashes: 2, changed: 1, ids: [2, 3] })
  await engine.close()
  expect((await engine.setLists(edited)).diff).toMatchObject({ crashes: 0, changed: 0, ids: [] })
})

test('what each line does to the open reports', async () => {
  const { engine, builtIn } = await withTwo()
  const lineOf = async (which: 'built-in' | 'edited', isWithout: boolean) => {
    const { lines, crashes, ids } = await engine.coverage(which, isWithout)
    return { crashes, ids, line: lines.find(({ text }) => text === 'Kite::fly') }
  }
  expect(await lineOf('edited', true)).toEqual({ crashes: 3, ids: [1, 2, 3], line: undefined })
  await engine.setLists({ ...builtIn, prefix_signature_re: 'Kite::fly\n' })
  const counts = { matched: 2, fired: 2, only_match: 2, signature_count: 1, examples: [0, 2] }
  const change = { signature: 'Kite::fly | Loom::weave', without: 'Kite::fly', crashes: 2 }
  expect((await lineOf('edited', true)).line).toMatchObject({ ...counts, changed: 2, changes: [change] })
  const { line } = await lineOf('edited', false)
  expect(line).toMatchObject(counts)
  expect([line?.changed, line?.changes]).toEqual([undefined, undefined])
  expect((await lineOf('built-in', true)).line).toBeUndefined()
  await engine.close(1)
  const left = await lineOf('edited', true)
  expect([left.crashes, left.ids, left.line?.fired, left.line?.examples]).toEqual([2, [2, 3], 1, [1]])
})

test('a line that doesn’t compile is found, and the lists before it stay', async () => {
  const { engine, builtIn } = await withTwo()
  await engine.setLists({ ...builtIn, irrelevant_signature_re: 'Kite::fly\n' })
  const { findings, diff } = await engine.setLists({ ...builtIn, irrelevant_signature_re: 'Kite::fly\n\n(\n' })
  expect(diff).toBeUndefined()
  const errors = findings.filter(({ severity }) => severity === 'error')
  expect(errors).toMatchObject([{ list: 'irrelevant_signature_re', line: 3, pattern: '(' }])
  expect((await engine.explanation(1, 'edited')).signature).toBe('Loom::weave')
  // Back to the built-in ones.
  await engine.setLists(builtIn)
  expect((await engine.explanation(1, 'edited')).signature).toBe('Kite::fly')
})

test.each([
  'enum$<T>::unwrap',
  '-[Kite fly:]',
  'a{2}',
  'Kite::{{closure}}',
  'Kite^\\|fly',
  'Kite::operator*',
  'Kite.dll',
])('what is proposed for %s matches it and nothing shorter', async (normalized) => {
  const engine = engineWith()
  await open(engine, file('it', JSON.stringify({ threads: [{ frames: [{ module: 'x' }] }] })))
  const builtIn = await engine.builtInLists()
  const { findings } = await engine.setLists({ ...builtIn, irrelevant_signature_re: `${proposeLine(normalized)}\n` })
  expect(findings.filter(({ severity, list }) => severity === 'error' && list === 'irrelevant_signature_re')).toEqual(
    [],
  )
  // The lists' dialect is Python's; for these lines JavaScript's is the same, but for braces.
  const line = new RegExp(`^(?:${proposeLine(normalized).replaceAll('{{', '\\{\\{').replaceAll('}', '\\}')})`)
  expect(line.exec(normalized)?.[0]).toBe(normalized)
  expect(line.test(normalized.slice(0, -1))).toBe(false)
})

test('without a line of the built-in lists', async () => {
  const engine = engineWith()
  await open(engine, file('it', crash('memcpy', 'Kite::fly(int)')))
  const { rules } = await engine.explanation(1, 'built-in')
  const decided = rules.flatMap(({ stack }) => (stack?.kind === 'native' ? stack.frames : []))[0]?.decided_by
  expect(decided).toBeDefined()
  if (decided !== undefined) {
    expect((await engine.without(1, decided, 'built-in')).isChanged).toBe(true)
  }
})

test('frames are found in all threads', async () => {
  const engine = engineWith()
  const thread = (name: string) => ({ frames: [{ function: name }, { function: 'main' }] })
  const report = { crashing_thread: 1, threads: [thread('Loom::weave()'), thread('Kite<int>::fly(int)'), {}] }
  await open(engine, file('it', JSON.stringify(report)))
  expect(await engine.frameMatches(1, 'MAIN')).toEqual([1, 1, 0])
  // As signatures see it, where that is known.
  expect(await engine.frameMatches(1, 'kite<T>')).toEqual([0, 1, 0])
  await engine.close(1)
  await expect(engine.frameMatches(1, 'main')).rejects.toThrow('no longer open')
})

test('two reports beside each other', async () => {
  const { engine } = await withTwo()
  const { frames, left, right } = await engine.compare(1, 2)
  expect([left.signature, right.signature]).toEqual(['Kite::fly', 'Loom::weave'])
  expect(frames.some(({ isSame }) => isSame)).toBe(true)
  expect(frames.some(({ isSame }) => !isSame)).toBe(true)
})

test('every example opens', async () => {
  for (const { name } of EXAMPLES) {
    const text = exampleText(name) ?? ''
    expect(exampleText(name)).toBe(text)
    const { reports, problems } = await open(engineWith(), file(name, text))
    expect(problems).toEqual([])
    const [from, to] = name === 'many.ndjson' ? [200, 999] : [1, 1]
    expect(reports.length).toBeGreaterThanOrEqual(from)
    expect(reports.length).toBeLessThanOrEqual(to)
    // A report to look at has a signature.
    expect(reports.filter(({ signature }) => signature === '')).toEqual([])
  }
  expect(exampleText('expected.json')).toBeUndefined()
})

test('an edit that few of a thousand reports have to do with', async () => {
  const lines = Array.from({ length: 1000 }, (_, index) =>
    crash(...Array.from({ length: 24 }, (_item, depth) => `Kite${(index * 7 + depth) % 500}::fly(int)`)),
  )
  const engine = engineWith()
  const { reports } = await open(engine, file('all', lines.join('\n')))
  expect(reports).toHaveLength(1000)
  const builtIn = await engine.builtInLists()
  const { diff } = await engine.setLists({ ...builtIn, irrelevant_signature_re: 'Kite2::\n' })
  // Of 500 names each is the first of two reports: 7 * 286 is 2 more than 4 * 500, and 786 is 500 more than 286.
  expect(diff).toMatchObject({ crashes: 1000, changed: 2 })
  expect(changesOf(diff, false)).toEqual([
    [286, 'Kite2::fly', 'Kite3::fly'],
    [786, 'Kite2::fly', 'Kite3::fly'],
  ])
  expect(diff?.buckets.map(({ kind, moved, examples }) => [kind, moved, examples])).toEqual([['merged', 2, [286, 786]]])
  // The same lists again, with more reports.
  await open(engine, file('one more', crash('Kite2::fly(int)', 'main')))
  expect((await engine.setLists({ ...builtIn, irrelevant_signature_re: 'Kite2::\n' })).diff).toMatchObject({
    crashes: 1001,
    changed: 3,
  })
})
