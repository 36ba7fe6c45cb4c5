import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { checked, TESTDATA, visit, type Visit } from './harness'

interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}

const OOM = readFileSync(`${TESTDATA}crashes/oom-windows.json`)

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  await seen.close()
})

const file = (name: string, buffer: Buffer): Upload => ({ name, mimeType: 'application/octet-stream', buffer })
const heading = () => seen.page.getByRole('heading', { level: 1 })
const problems = () => seen.page.getByRole('region', { name: /problem/ })

async function pick(files: Upload[]) {
  seen = await visit()
  await heading().waitFor()
  const chooser = seen.page.waitForEvent('filechooser')
  await seen.page.keyboard.press('o')
  await (await chooser).setFiles(files)
}

describe('a report is opened', () => {
  test('by a file picker', async () => {
    await pick([file('oom.json', OOM)])
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
    expect(seen.foreign).toEqual([])
  })

  test('packed by gzip, in several members', async () => {
    const half = OOM.length >> 1
    await pick([file('oom.gz', Buffer.concat([gzipSync(OOM.subarray(0, half)), gzipSync(OOM.subarray(half))]))])
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
  })

  test('among several', async () => {
    const lines = Buffer.from('{"threads": [{"frames": [{"function": "f"}]}]}\n{"hang": "ui"}\n')
    await pick([file('oom.json', OOM), file('two.ndjson', lines)])
    await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('3 reports')
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
    await pick([file(name, bytes), file('oom.json', OOM)])
    await expect.poll(() => problems().textContent()).toMatch(words)
    expect(await problems().textContent()).toContain(name)
    // The rest goes on.
    await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('OOM | large')
    await checked(seen.page, `problem-${name.replace(/\W/g, '-')}`)
  })

  test('a broken line among good ones', async () => {
    const lines = Buffer.from('{"hang": "ui"}\n{"hang": \n{"hang": "plugin"}\n')
    await pick([file('lines.ndjson', lines)])
    await expect.poll(() => problems().textContent()).toMatch(/lines\.ndjson.*2/)
    await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('2 reports')
  })

  test('half a gigabyte', { timeout: 120_000 }, async () => {
    seen = await visit()
    await heading().waitFor()
    // Made in the page, since it is too large to be sent there.
    await seen.page.evaluate(() => {
      const megabyte = new Uint8Array(1 << 20).fill(32)
      const data = new DataTransfer()
      data.items.add(
        new File(['{"threads": [', ...Array<Uint8Array<ArrayBuffer>>(500).fill(megabyte), ']}'], 'huge.json'),
      )
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    })
    await expect.poll(() => problems().textContent(), { timeout: 90_000 }).toMatch(/MiB|MB/)
    await seen.page.getByRole('button', { name: 'Dismiss' }).click()
  })
})

describe('Crash Stats', () => {
  const ID = '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714'

  test('is asked on a click only, and the page says what it will send', async () => {
    seen = await visit()
    await seen.page
      .context()
      .route('https://crash-stats.mozilla.org/**', (route) =>
        route.fulfill({ body: OOM, contentType: 'application/json', headers: { 'Access-Control-Allow-Origin': '*' } }),
      )
    await seen.page
      .getByRole('textbox', { name: /crash id/i })
      .fill(`https://crash-stats.mozilla.org/report/index/${ID}`)
    await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('crash-stats.mozilla.org')
    expect(seen.foreign).toEqual([])
    await checked(seen.page, 'start-id')
    await seen.page.getByRole('button', { name: /fetch/i }).click()
    await expect.poll(() => heading().textContent()).toBe(signatureOf('oom-windows.json'))
    expect(seen.foreign).toEqual([`https://crash-stats.mozilla.org/api/ProcessedCrash/?crash_id=${ID}`])
  })

  test.each([
    [404, /not|no report/i],
    [429, /minute|later/i],
  ])('answers %i', async (status, words) => {
    seen = await visit()
    await seen.page
      .context()
      .route('https://crash-stats.mozilla.org/**', (route) =>
        route.fulfill({ status, body: '{}', headers: { 'Access-Control-Allow-Origin': '*' } }),
      )
    await seen.page.getByRole('textbox', { name: /crash id/i }).fill(ID)
    await seen.page.getByRole('button', { name: /fetch/i }).click()
    await expect.poll(() => problems().textContent()).toMatch(words)
    // The browser itself logs the status.
    seen.errors.length = 0
  })
})

test('the start page', async () => {
  seen = await visit()
  await heading().waitFor()
  await checked(seen.page, 'start')
  await seen.page.setViewportSize({ width: 360, height: 740 })
  await checked(seen.page, 'start-narrow')
  await seen.page.emulateMedia({ colorScheme: 'dark' })
  await checked(seen.page, 'start-dark')
  await seen.page.keyboard.press('?')
  await seen.page.getByRole('dialog').waitFor()
  await checked(seen.page, 'help')
})
