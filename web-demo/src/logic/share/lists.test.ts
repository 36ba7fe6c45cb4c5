import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toBase64 } from './base64'
import { decodeLists, encodeLists, type Texts } from './lists'
import { unifiedPatch } from './patch'

function builtIn(name: keyof Texts): string {
  return readFileSync(new URL(`../../../../siglists/${name}.txt`, import.meta.url), 'utf8')
}

const BUILT_IN: Texts = {
  irrelevant_signature_re: builtIn('irrelevant_signature_re'),
  prefix_signature_re: builtIn('prefix_signature_re'),
  signatures_with_line_numbers_re: builtIn('signatures_with_line_numbers_re'),
  signature_sentinels: builtIn('signature_sentinels'),
}

const SMALL: Texts = {
  irrelevant_signature_re: '# first\na\nb\nc\n',
  prefix_signature_re: 'p\nq\n',
  signatures_with_line_numbers_re: '',
  signature_sentinels: 's',
}

describe('lists in an address', () => {
  it('come back as they were', () => {
    const edits: Partial<Texts>[] = [
      { irrelevant_signature_re: '' },
      { irrelevant_signature_re: '# first\na\nb\nc' },
      { irrelevant_signature_re: 'new\n# first\nb\nz\nc\n\n\n' },
      { prefix_signature_re: 'p\r\nq\r\n', signature_sentinels: '' },
      { signatures_with_line_numbers_re: 'é😀\ud800\u0000"\\\n' },
      { prefix_signature_re: 'q\np\n', signature_sentinels: 's\ns' },
    ]
    for (const edit of edits) {
      const texts = { ...SMALL, ...edit }
      const encoded = encodeLists(texts, SMALL)
      expect(encoded).toMatch(/^[\w-]+$/)
      expect(decodeLists(encoded, SMALL)).toEqual({ texts })
    }
    const prefix = BUILT_IN.prefix_signature_re
    const texts = { ...BUILT_IN, prefix_signature_re: `${prefix.replace(/\n[^\n]*\n/, '\n')}added_at_the_end\n` }
    const encoded = encodeLists(texts, BUILT_IN)
    expect(encoded.length).toBeLessThan(400)
    expect(decodeLists(encoded, BUILT_IN)).toEqual({ texts })
  })

  it('are nothing where they are the built-in ones', () => {
    expect(encodeLists(SMALL, SMALL)).toBe('')
    expect(decodeLists('', SMALL)).toEqual({ texts: SMALL })
  })

  it('go with other built-in lists', () => {
    const encoded = encodeLists({ ...SMALL, irrelevant_signature_re: '# first\na\nx\nc\n' }, SMALL)
    const decoded = (irrelevant_signature_re: string) =>
      decodeLists(encoded, { ...SMALL, irrelevant_signature_re }).texts?.irrelevant_signature_re
    expect(decoded('# first\n0\n1\na\nb\nc\nd\n')).toBe('# first\n0\n1\na\nx\nc\nd\n')
    // The line moved.
    expect(decoded('b\n# first\na\nc\n')).toBe('x\n# first\na\nc\n')
    // The line is gone already.
    expect(decoded('# first\na\nc\n')).toBe('# first\na\nx\nc\n')
    // So is what stood above it.
    expect(decoded('')).toBe('x\n')
  })

  it('say what is wrong', () => {
    const encoded = encodeLists({ ...SMALL, prefix_signature_re: 'r\n' }, SMALL)
    for (let length = 1; length < encoded.length; length += 1) {
      expect(decodeLists(encoded.slice(0, length), SMALL).problem).toMatch(/./)
    }
    const strange = ['null', '[]', '[2,[]]', '[1]', '[1,5]', '[1,[5]]', '[1,[[0]]]', '[1,[[9,[]]]]', '[1,[],0]']
    const edits = ['[]', '[-1,"",[],[]]', '[0,"",[1],[]]', '[0,"",[],{}]', '[0.5,"",[],[]]', 'null']
    for (const json of [...strange, ...edits.map((edit) => `[1,[[0,[${edit}]]]]`)]) {
      expect(decodeLists(toBase64(json), SMALL).problem, json).toMatch(/./)
    }
    for (const text of ['%%%', 'é', '_', '\u0000', '//8']) {
      expect(decodeLists(text, SMALL).problem).toMatch(/./)
    }
  })
})

describe('a patch', () => {
  it('has three lines around each change', () => {
    const before = Array.from({ length: 20 }, (_, index) => `${index + 1}\n`).join('')
    const after = before.replace('5\n', '').replace('16\n', '16\nnew\n')
    expect(unifiedPatch(before, after, 'siglists/a.txt')).toBe(
      '--- a/siglists/a.txt\n+++ b/siglists/a.txt\n' +
        '@@ -2,7 +2,6 @@\n 2\n 3\n 4\n-5\n 6\n 7\n 8\n' +
        '@@ -14,6 +13,7 @@\n 14\n 15\n 16\n+new\n 17\n 18\n 19\n',
    )
    expect(unifiedPatch(before, before, 'a')).toBe('')
  })

  it('says where a line end is missing', () => {
    expect(unifiedPatch('a\nb', 'a\nb\n', 'x.txt')).toBe(
      '--- a/x.txt\n+++ b/x.txt\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n',
    )
    expect(unifiedPatch('', 'a', 'x.txt')).toBe(
      '--- a/x.txt\n+++ b/x.txt\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n',
    )
  })

  it('is applied by git', () => {
    const before = BUILT_IN.prefix_signature_re
    const lines = before.split('\n')
    const without = (from: number, to: number) => lines.filter((_, index) => index < from || index >= to).join('\n')
    const cases: [string, string][] = [
      [before, `first\n${before}`],
      [before, `${before}last`],
      [before, before.trimEnd()],
      [before.trimEnd(), `${before.trimEnd()}\nmore`],
      [before, without(10, 12).replace(lines[17] ?? '', 'other')],
      [before, without(100, 200)],
      [before, without(0, 300)],
      [before, lines.map((line, index) => (index % 9 === 0 ? `${line}x` : line)).join('\n')],
      [before, lines.map((line, index) => (index % 7 === 0 ? `${line}\r` : line)).join('\n')],
      ['a\n', 'b'],
    ]
    const folder = mkdtempSync(join(tmpdir(), 'patch-'))
    try {
      mkdirSync(join(folder, 'siglists'))
      const file = join(folder, 'siglists', 'list.txt')
      for (const [old, edited] of cases) {
        writeFileSync(file, old)
        writeFileSync(join(folder, 'change.patch'), unifiedPatch(old, edited, 'siglists/list.txt'))
        execFileSync('git', ['apply', '--whitespace=nowarn', 'change.patch'], { cwd: folder })
        expect(readFileSync(file, 'utf8')).toBe(edited)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
