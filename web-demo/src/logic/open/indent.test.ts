import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CONTINUED, IndentedText, LINE_LIMIT } from './indent'

const CRASHES = new URL('../../../../testdata/crashes/', import.meta.url)

const of = (text: string): IndentedText => new IndentedText(new TextEncoder().encode(text))
const all = (text: string): string[] => of(text).lines(0, Number.POSITIVE_INFINITY)

test('every token stays as it is', () => {
  const text =
    '\ufeff{"big":12345678901234567890.10 , "a" :\t[ ] ,"a":{ },"e":[1,-0.0e+5,\n"\\u0041\\"},:[\\\\"],"n":null}\n'
  expect(all(text)).toEqual([
    '{',
    '  "big": 12345678901234567890.10,',
    '  "a": [],',
    '  "a": {},',
    '  "e": [',
    '    1,',
    '    -0.0e+5,',
    '    "\\u0041\\"},:[\\\\"',
    '  ],',
    '  "n": null',
    '}',
  ])
})

test.each(readdirSync(CRASHES).filter((file) => file.endsWith('.json')))(
  '%s reads as JSON.stringify prints it',
  (file) => {
    // None of these has a number or a member that parsing would change.
    const text = readFileSync(new URL(file, CRASHES), 'utf8')
    expect(all(text)).toEqual(JSON.stringify(JSON.parse(text), null, 2).split('\n'))
  },
)

test.each(['1', '"a"', '[]', '{}', ' [ [ ] ] '])('%s by itself', (text) => {
  expect(all(text)).toEqual(JSON.stringify(JSON.parse(text), null, 2).split('\n'))
})

test('parts of it', () => {
  const text = of('[1,2,3]')
  expect(text.total).toBe(5)
  expect(text.lines(1, 3)).toEqual(['  1,', '  2,'])
  expect(text.lines(-5, 1)).toEqual(['['])
  expect(text.lines(4, 99)).toEqual([']'])
  expect(text.lines(7, 9)).toEqual([])
})

test('long lines are cut, and say so', () => {
  const long = `${'x'.repeat(LINE_LIMIT - 8)}\\"é${'y'.repeat(2 * LINE_LIMIT - 100)}`
  const lines = all(`{"key":"${long}","b":": ,"}`)
  expect(lines).toHaveLength(6)
  expect(lines.every((line) => line.length <= LINE_LIMIT + 10)).toBe(true)
  // The escaped quote is the last that fits, with its backslash.
  expect(lines[1]?.endsWith(`x\\"${CONTINUED}`)).toBe(true)
  expect(lines[2]?.startsWith(`  ${CONTINUED}`)).toBe(true)
  expect(lines[4]).toBe('  "b": ": ,"')
  const pieces = lines.slice(1, 4).map((line) => line.trim())
  expect(pieces.join('').replaceAll(CONTINUED + CONTINUED, '')).toBe(`"key": "${long}",`)
})

test('pieces end neither within a character nor within an escape', () => {
  for (const unit of ['é', '\\n', '😀']) {
    for (let before = 0; before < 4; before += 1) {
      const lines = all(JSON.stringify('.'.repeat(before)).replace(/"$/, `${unit.repeat(LINE_LIMIT)}"`))
      expect(lines.length).toBeGreaterThan(1)
      expect(lines.join('')).not.toContain('\ufffd')
      expect(lines.slice(0, -1).filter((line) => line.endsWith(`\\${CONTINUED}`))).toEqual([])
    }
  }
})

test('search, in any case', () => {
  const text = of('{"Alpha":1,"b":["ALPHABET","x"],"c":"alph"}')
  expect(text.search('alpha', 0, 100)).toEqual([1, 3])
  expect(text.search('alpha', 2, 100)).toEqual([3])
  expect(text.search('"b": [', 0, 100)).toEqual([2])
  expect(text.search('', 0, 100)).toEqual([])
  expect(text.search('beta', 0, 100)).toEqual([])
})

test('depth costs neither stack nor memory', () => {
  const deep = 200_000
  const text = of('['.repeat(deep) + ']'.repeat(deep))
  expect(text.total).toBe(2 * deep - 1)
  expect(text.lines(deep - 1, deep)[0]?.trim()).toBe('[]')
  expect(text.lines(deep - 1, deep)[0]?.length).toBeLessThan(100)
})

test('a large text takes no more than a moment', () => {
  const text = new TextEncoder().encode(`[${'{"key":"value","number":12345678,"list":[1,2]},'.repeat(100_000)}0]`)
  const start = process.cpuUsage()
  expect(new IndentedText(text).total).toBe(100_000 * 8 + 3)
  const { user, system } = process.cpuUsage(start)
  // 4.8 MB: a tenth of the speed that it has.
  expect((user + system) / 1000).toBeLessThan(500)
})
