import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { FileChooser } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { checked, file, openFiles, problems, TESTDATA, visit, type Visit } from './harness'

const OOM = readFileSync(`${TESTDATA}crashes/oom-windows.json`)

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

const heading = () => seen.page.getByRole('heading', { level: 1 })
const main = () => seen.page.getByRole('main')

async function open(...files: Parameters<typeof openFiles>[1]) {
  seen = await visit()
  await openFiles(seen.page, files)
}

describe('a report is opened', () => {
  test.each(['o', 'the button'])('by the file picker, which %s opens', async (way) => {
    seen = await visit()
    await heading().waitFor()
    const choosers: FileChooser[] = []
    seen.page.on('filechooser', (chooser) => choosers.push(chooser))
    // The browser is told of the listener aside of all else: this is answered after that.
    await seen.page.setViewportSize({ width: 1200, height: 700 })
    await seen.page.evaluate(() => undefined)
    if (way === 'o') {
      await seen.page.keyboard.press('o')
    } else {
      await seen.page.getByRole('button', { name: 'Open files…' }).click()
    }
    await expect.poll(() => choosers.length).toBe(1)
    await choosers[0]?.setFiles(file('oom.json', OOM))
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  })

  test('packed by gzip, in several members', async () => {
    const half = OOM.length >> 1
    await open(file('oom.gz', Buffer.concat([gzipSync(OOM.subarray(0, half)), gzipSync(OOM.subarray(half))])))
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  })

  test('among several', async () => {
    const lines = '{"threads": [{"frames": [{"function": "f"}]}]}\n{"hang": "ui"}\n'
    await open(file('oom.json', OOM), file('two.ndjson', lines))
    await expect.poll(() => main().textContent()).toContain('3 reports')
  })

  test('by dropping it', async () => {
    seen = await visit()
    await heading().waitFor()
    await seen.page.evaluate((text) => {
      const data = new DataTransfer()
      data.items.add(new File([text], 'dropped.json'))
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
      }
    }, OOM.toString())
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  })

  test('by pasting it', async () => {
    seen = await visit()
    await heading().waitFor()
    await seen.page.evaluate((text) => {
      const data = new DataTransfer()
      data.setData('text/plain', text)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, OOM.toString())
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  })
})

describe('what is no report', () => {
  test.each([
    ['broken.json', Buffer.from('{"threads": [}'), /byte 13/],
    ['page.html', Buffer.from('<!doctype html><p>not found'), /HTML|web page/i],
    ['empty.json', Buffer.alloc(0), /empty/i],
    ['cut.json.gz', gzipSync(OOM).subarray(0, 900), /cut|end|truncat/i],
    ['report.dmp', Buffer.from('MDMP\x93\xa7\0\0'), /minidump/i],
    ['utf16.json', Buffer.from('\ufeff{}', 'utf16le'), /UTF-16/],
  ])('%s', async (name, bytes, words) => {
    await open(file(name, bytes), file('oom.json', OOM))
    await expect.poll(() => problems(seen.page).textContent()).toMatch(words)
    expect(await problems(seen.page).textContent()).toContain(name)
    // The rest goes on.
    await expect.poll(() => main().textContent()).toContain('OOM | large')
    if (name === 'broken.json') {
      await checked(seen.page, 'problem')
    }
  })

  test('a broken line among good ones', async () => {
    await open(file('lines.ndjson', '{"hang": "ui"}\n{"hang": \n{"hang": "plugin"}\n'))
    await expect.poll(() => problems(seen.page).textContent()).toMatch(/lines\.ndjson.*2/)
    await expect.poll(() => main().textContent()).toContain('2 reports')
  })
})

describe('a large file', () => {
  /** Made in the page, since it is too large to be sent there. */
  const drop = (parts: { first: string; middle: string; times: number; last: string }) =>
    seen.page.evaluate(({ first, middle, times, last }) => {
      const megabyte = new TextEncoder().encode(middle.padEnd(1 << 20, ' '))
      const data = new DataTransfer()
      data.items.add(new File([first, ...Array<Uint8Array<ArrayBuffer>>(times).fill(megabyte), last], 'huge.json'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    }, parts)

  test('shows how far it is, and can be cancelled', async () => {
    seen = await visit()
    await heading().waitFor()
    await drop({ first: '', middle: '{"hang": "ui"}\n', times: 200, last: '' })
    const bar = seen.page.getByRole('progressbar', { name: /huge\.json/ })
    await bar.waitFor()
    const cancel = seen.page.getByRole('button', { name: 'Cancel' })
    await cancel.click()
    await expect.poll(() => problems(seen.page).textContent()).toContain('Cancelled.')
    expect(await bar.count()).toBe(0)
    // Nothing is left open, and the next file is read.
    expect(await seen.page.getByRole('link', { name: /Report/ }).count()).toBe(0)
    await openFiles(seen.page, [file('oom.json', OOM)])
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  })

  test('past the limit is refused with words', { timeout: 60_000 }, async () => {
    seen = await visit()
    await heading().waitFor()
    await drop({ first: '{"threads": [', middle: '', times: 260, last: ']}' })
    await expect.poll(() => problems(seen.page).textContent(), { timeout: 40_000 }).toContain('256 MiB')
    await seen.page.getByRole('button', { name: 'Dismiss' }).click()
  })
})

test('where the worker breaks down, the page says so and starts another one', async () => {
  await open(file('oom.json', OOM))
  await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  await seen.page.workers()[0]?.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('made to fail')
      }),
  )
  await expect.poll(() => problems(seen.page).textContent()).toContain('made to fail')
  await openFiles(seen.page, [file('oom.json', OOM)])
  await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  seen.errors.length = 0
})
