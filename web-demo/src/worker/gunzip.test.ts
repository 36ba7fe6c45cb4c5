import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gunzip, GzipError } from './gunzip'
import { strictDecoder } from './strict-decoder'

/** Text that doesn't compress well, so that there are many pieces. */
function noise(length: number): string {
  let state = 1
  return Array.from({ length }, () => {
    state = (state * 48271) % 2147483647
    return String.fromCharCode(33 + (state % 90))
  }).join('')
}

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size)
  }
}

async function unpacked(bytes: Uint8Array, size: number, newDecoder = strictDecoder): Promise<[string, unknown]> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const part of gunzip(chunks(bytes, size), newDecoder)) {
      text += decoder.decode(part, { stream: true })
    }
    return [text, undefined]
  } catch (error) {
    return [text, error instanceof GzipError ? error.kind : error]
  }
}

const platform = (): DecompressionStream => new DecompressionStream('gzip')

describe.each([
  ['a browser’s decoder', strictDecoder],
  ['this platform’s decoder', platform],
])('%s', (_, newDecoder) => {
  test.each([1, 3, 64, 1_000_000])('members follow one another, in chunks of %i bytes', async (size) => {
    const members = ['{"a": 1}\n', '', 'b'.repeat(1000), '{"c": 3}\n']
    const bytes = Buffer.concat(members.map((member) => gzipSync(member)))
    expect(await unpacked(bytes, size, newDecoder)).toEqual([members.join(''), undefined])
  })

  test('large members', async () => {
    const one = noise(300_000)
    const other = noise(200_000)
    const bytes = Buffer.concat([gzipSync(one), gzipSync(other)])
    const [text, error] = await unpacked(bytes, 65_536, newDecoder)
    expect(error).toBeUndefined()
    expect(text === one + other).toBe(true)
  })

  test('what looks like a header within a member is none', async () => {
    // Stored, not compressed: the bytes stand in the data as they are.
    const text = `a${String.fromCharCode(0x1f)}b`
    const stored = Buffer.from(`${text}\x1f\x8b\x08\x00${text}\x1f\x8b\x08\x00\x1f\x8b\x08\x1f`, 'latin1')
    const bytes = Buffer.concat([gzipSync(stored, { level: 0 }), gzipSync('next')])
    const parts: Uint8Array[] = []
    for await (const part of gunzip(chunks(bytes, 7), newDecoder)) {
      parts.push(part)
    }
    expect(Buffer.concat(parts).equals(Buffer.concat([stored, Buffer.from('next')]))).toBe(true)
  })

  test('what breaks off gives all that was there', async () => {
    const one = noise(50_000)
    const whole = gzipSync(one)
    const bytes = Buffer.concat([gzipSync('first\n'), whole.subarray(0, whole.length / 2)])
    const [text, error] = await unpacked(bytes, 4096, newDecoder)
    expect(error).toBe('truncated')
    expect(text.startsWith('first\n')).toBe(true)
    expect(`first\n${one}`.startsWith(text)).toBe(true)
    expect(text.length).toBeGreaterThan(20_000)
  })
})

test('anything else behind it is told', async () => {
  const bytes = Buffer.concat([gzipSync('first\n'), Buffer.from('this is no gzip')])
  expect((await unpacked(bytes, 5))[1]).toBe('damaged')
})

test('damaged data is told, and nothing comes twice', async () => {
  const one = noise(50_000)
  const bytes = Uint8Array.from(gzipSync(one))
  // A block of a kind that doesn't exist.
  bytes.fill(0xff, 10, 30)
  const [text, error] = await unpacked(bytes, 4096)
  expect(error).toBe('damaged')
  expect(one.startsWith(text)).toBe(true)
})
