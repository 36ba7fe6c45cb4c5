import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ALONE, FORMS } from '../logic/report/ping/test-forms'
import type { OpenInput, Progress } from './protocol'
import { strictDecoder } from './strict-decoder'
import { crash, engineWith, file, open, testdata } from './test-inputs'

interface Expected {
  [file: string]: { input: string; expected: { signature: string } }
}

const expected: Expected = JSON.parse(testdata('crashes/expected.json').toString())
const ONE = crash('Kite::fly(int)', 'main')
const OTHER = crash('Loom::weave()', 'main')

test.each(Object.entries(expected))('%s opens', async (name, { input, expected: { signature } }) => {
  const bytes = testdata(`crashes/${name}`)
  const { reports, problems } = await open(engineWith(), file(name, bytes))
  expect(problems).toEqual([])
  expect(reports).toMatchObject([{ id: 1, name, shape: input, signature, bytes: bytes.length }])
})

test('one report a line; a broken one is told with its place, and the rest goes on', async () => {
  const text = `${ONE}\n\n{"threads": nul}\r\n[1]\n${OTHER}`
  const { reports, problems } = await open(engineWith(), file('all.ndjson', text))
  expect(reports.map(({ name, signature }) => [name, signature])).toEqual([
    ['all.ndjson, line 1', 'Kite::fly'],
    ['all.ndjson, line 5', 'Loom::weave'],
  ])
  expect(problems.map(({ name }) => name)).toEqual(['all.ndjson, line 3', 'all.ndjson, line 4'])
  expect(problems[0]?.message).toMatch(/expected null.*\(column 16, near “.*nul}”\)$/)
  expect(problems[1]?.message).toContain('a list')
})

test('a list of reports', async () => {
  const { reports, problems } = await open(
    engineWith(),
    file('list.json', `[\n${ONE},\n{"threads": 1, "x": NaN}, ${OTHER}, 7]`),
  )
  expect(reports.map(({ name, signature }) => [name, signature])).toEqual([
    ['list.json, item 1', 'Kite::fly'],
    ['list.json, item 3', 'Loom::weave'],
  ])
  expect(problems.map(({ name }) => name)).toEqual(['list.json, item 2', 'list.json, item 4'])
  expect(problems[0]?.message).toMatch(/line 3, column 21, near “/)
  expect((await open(engineWith(), file('list.json', '[ ]'))).problems).toHaveLength(1)
})

test('the same report twice is two', async () => {
  const { reports } = await open(engineWith({ firstId: 41 }), file('a', ONE), file('a', ONE))
  expect(reports.map(({ id }) => id)).toEqual([41, 42])
})

test.each([undefined, strictDecoder])('gzip is recognized by its bytes, whatever the name', async (newDecoder) => {
  const packed = Buffer.concat([gzipSync(`${ONE}\n`), gzipSync(`${OTHER}\n`)])
  const { reports, problems } = await open(engineWith({ newDecoder }), file('all.json', packed))
  expect(problems).toEqual([])
  expect(reports.map(({ signature }) => signature)).toEqual(['Kite::fly', 'Loom::weave'])
})

test('what was whole in truncated gzip data stays', async () => {
  const packed = gzipSync(`${ONE}\n${`${OTHER}\n`.repeat(2000)}`, { level: 0 })
  const { reports, problems } = await open(engineWith(), file('a.gz', packed.subarray(0, 70_000)))
  expect(reports[0]?.signature).toBe('Kite::fly')
  expect(reports.length).toBeGreaterThan(100)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.message).toMatch(
    new RegExp(
      `is truncated after [\\d,]+ unpacked bytes; ${reports.length.toLocaleString('en-US')} lines were complete`,
    ),
  )

  const document = await open(engineWith(), file('b.gz', gzipSync(ONE).subarray(0, -9)))
  expect(document.reports).toEqual([])
  expect(document.problems[0]?.message).toMatch(/is truncated after .* no report in it is complete/)
})

test.each([
  ['empty', '', /is empty/],
  ['blank', ' \n '.repeat(1000), /is empty/],
  ['a web page', '<!DOCTYPE html><title>Crash</title>', /web page/],
  ['a compressed web page', gzipSync('<html>'), /web page/],
  ['empty gzip data', gzipSync(''), /is empty/],
  ['compressed twice', gzipSync(gzipSync(ONE)), /compressed twice/],
  ['zstd', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3), /zstd/],
  ['a minidump', 'MDMP\u0001\u0002', /minidump/],
  ['text', 'Kite::fly crashed', /line 1, column 1/],
  ['UTF-16', Buffer.from(`\ufeff${ONE}`, 'utf16le'), /UTF-16/],
  ['no UTF-8', Buffer.from(`{"os": "\xe9"}`, 'latin1'), /UTF-8/i],
])('%s is a problem', async (_, content, message) => {
  const { reports, problems } = await open(engineWith(), file('it', content))
  expect(reports).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]?.name).toBe('it')
  expect(problems[0]?.message).toMatch(message)
  expect(problems[0]?.advice).not.toBe('')
})

const broken: Record<string, { error: string[]; offset?: number }> = JSON.parse(
  testdata('broken/expected.json').toString(),
)
// These are recognized before the reader of reports sees them, and said in other words.
const inOtherWords = new Set(['empty.json', 'only-white-space.json', 'web-page.json', 'utf16.json'])

test.each(Object.entries(broken))('broken/%s is a problem', async (name, { error }) => {
  const { reports, problems } = await open(engineWith(), file(name, testdata(`broken/${name}`)))
  expect(reports).toEqual([])
  expect(problems.length).toBeGreaterThan(0)
  for (const word of inOtherWords.has(name) ? [] : error) {
    expect(problems[0]?.message.toLowerCase()).toContain(word.toLowerCase())
  }
})

test.each([...FORMS, ...ALONE])('a crash ping is recognized: %s', async (_, shape, ping) => {
  const { reports, problems } = await open(engineWith(), file('ping.json', JSON.stringify(ping)))
  expect(problems).toEqual([])
  expect(reports).toMatchObject([{ shape }])
})

test.each([
  ['a Super Search answer', '{"hits": [], "total": 0, "facets": {}}', /Super Search/],
  ['the error of a server', '{"error": "no such crash"}', /error response from a server/],
  ['another object', '{"name": "kite", "version": "1"}', /not a crash report.*`name`, `version`/],
  ['a stack as text', '#0  0x00007f in raise () from libc.so.6\n#1 abort\n', /a stack as text/],
])('%s is told by name', async (_, content, message) => {
  const { reports, problems } = await open(engineWith(), file('it', content))
  expect(reports).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]?.message).toMatch(message)
  expect(problems[0]?.advice).toContain('What opens here')
})

test('a byte order mark is no trouble', async () => {
  for (const text of [`\ufeff${ONE}`, `\ufeff${ONE}\n${OTHER}\n`, `\ufeff[${ONE}]`]) {
    const { reports, problems } = await open(engineWith(), file('it', text))
    expect(problems).toEqual([])
    expect(reports[0]?.signature).toBe('Kite::fly')
  }
})

test('pasted text', async () => {
  const { reports } = await open(engineWith(), { kind: 'text', name: 'Pasted text', text: ` ${ONE}` })
  expect(reports).toMatchObject([{ name: 'Pasted text', signature: 'Kite::fly' }])
})

/** A file of any size that counts what is read of it. */
function endless(size: number, chunk: Uint8Array): { input: OpenInput; read: () => number } {
  let read = 0
  const stream = (): ReadableStream<Uint8Array> =>
    new ReadableStream(
      {
        pull(controller) {
          read += chunk.length
          controller.enqueue(chunk.slice())
          if (read >= size) {
            controller.close()
          }
        },
      },
      { highWaterMark: 0 },
    )
  const input: OpenInput = { kind: 'file', file: Object.assign(new File([], 'large.json'), { stream }) }
  return { input, read: () => read }
}

test('a document that is too large isn’t read to its end', async () => {
  const { input, read } = endless(500_000_000, new TextEncoder().encode(`{\n${' '.repeat(99_998)}`))
  const { problems } = await open(engineWith({ limits: { document: 1_000_000 } }), input)
  expect(problems).toHaveLength(1)
  expect(problems[0]?.message).toContain('larger than 976.6 KiB')
  expect(problems[0]?.advice).toContain('siggen')
  expect(read()).toBeLessThan(2_000_000)
})

test('a line that is too long doesn’t keep the others from being opened', async () => {
  const long = `{"threads": "${'x'.repeat(300_000)}"}`
  const engine = engineWith({ limits: { document: 200_000 } })
  const { reports, problems } = await open(engine, file('all', `${ONE}\n${long}\n${OTHER}\n`))
  expect(reports.map(({ name }) => name)).toEqual(['all, line 1', 'all, line 3'])
  expect(problems).toMatchObject([
    { name: 'all, line 2', message: expect.stringContaining('The line is larger') as unknown },
  ])
})

test('all that is open has a limit too; closing makes room', async () => {
  const engine = engineWith({ limits: { total: 2 * ONE.length } })
  const { reports, problems } = await open(engine, file('all', `${ONE}\n${ONE}\n${ONE}\n`))
  expect(reports).toHaveLength(2)
  expect(problems).toMatchObject([
    { name: 'all', message: expect.stringContaining('would come to more than') as unknown },
  ])
  expect((await open(engine, file('next', ONE))).reports).toEqual([])
  await engine.close(1)
  expect((await open(engine, file('next', ONE))).reports).toHaveLength(1)
})

test('so has their number', async () => {
  const engine = engineWith({ limits: { reports: 3 } })
  const { reports, problems } = await open(engine, file('a', ONE), file('all', `${ONE}\n`.repeat(5)))
  expect(reports).toHaveLength(3)
  expect(problems).toMatchObject([{ name: 'all', message: expect.stringContaining('More than 3 reports') as unknown }])
})

test('of thousands of problems a hundred are told, and how many more there are', async () => {
  const { problems } = await open(engineWith(), file('all', `${ONE}\n${'{"a": }\n'.repeat(1234)}`))
  expect(problems).toHaveLength(101)
  expect(problems.at(-1)).toMatchObject({ name: 'all', message: "1134 more records of this file can't be read" })
})

test('a file that can’t be read', async () => {
  const unreadable = Object.assign(new File([], 'folder'), {
    stream: () => new ReadableStream({ pull: (controller) => controller.error(new Error('it is a directory')) }),
  })
  const { problems } = await open(engineWith(), { kind: 'file', file: unreadable }, file('next', ''))
  expect(problems.map(({ name }) => name)).toEqual(['folder', 'next'])
  expect(problems[0]?.message).toContain('it is a directory')
})

test('cancelling leaves nothing behind, and progress is told', async () => {
  const engine = engineWith()
  const controller = new AbortController()
  const told: Progress[] = []
  const { input } = endless(100_000_000, new TextEncoder().encode(`${ONE}\n`.repeat(500)))
  const opening = engine.open([file('first', ONE), input], controller.signal, (progress) => {
    told.push(progress)
    if (progress.done > 100_000) {
      controller.abort()
    }
  })
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' })
  await expect(engine.view(1)).rejects.toThrow('no longer open')
  expect(told[0]).toMatchObject({ what: 'Opening first', total: ONE.length, unit: 'bytes' })
  expect(told.length).toBeGreaterThan(2)
}, 30_000)
