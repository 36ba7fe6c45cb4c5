import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { checked, copied, visit, type Visit } from './harness'

const EXAMPLE = 'oom-windows.json'

let seen: Visit
beforeEach(async () => {
  seen = await visit(`#/report?example=${EXAMPLE}`)
  await seen.page.getByRole('tab').first().waitFor()
})
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

test.each([
  ['Copy signature', /^OOM \| large \| /],
  ['Copy Markdown', /OOM \| large[\s\S]*\n/],
  ['Copy bug comment', /Top 10 frames|frames/],
])('%s', async (button, words) => {
  expect(await copied(seen.page, button)).toMatch(words)
})

test('a bug is filled in', async () => {
  const link = seen.page.getByRole('link', { name: 'Open a bug' })
  await expect.poll(() => link.getAttribute('href')).toContain('https://bugzilla.mozilla.org/enter_bug.cgi?')
  const query = new URL((await link.getAttribute('href')) ?? '').searchParams
  expect(query.get('cf_crash_signature')).toBe(`[@ ${signatureOf(EXAMPLE)}]`)
  expect(query.get('short_desc')?.length).toBeLessThanOrEqual(255)
  expect(query.get('keywords')).toBe('crash')
})

test('a report is saved as a page that needs no network', async () => {
  const download = seen.page.waitForEvent('download')
  await seen.page.getByRole('button', { name: 'Save as HTML' }).click()
  const path = `${mkdtempSync(`${tmpdir()}/siggen-`)}/report.html`
  await (await download).saveAs(path)
  expect(readFileSync(path, 'utf8')).not.toMatch(/<script|src=|@import/i)
  const context = await seen.page.context().browser()!.newContext({ offline: true })
  const page = await context.newPage()
  await page.goto(`file://${path}`)
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(signatureOf(EXAMPLE))
  await checked(page, 'saved-report')
  await context.close()
})
