import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import type { Page } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { DOCUMENTS } from './expected'
import { file, goTo, openFiles, TESTDATA, visit, type Visit } from './harness'

/** Runs, and makes an element, wherever text is taken for markup. */
const MARKUP = `</style></script></title>"'><img src=x onerror="window.broken=1"><a href="javascript:window.broken=1">x</a>`

/** Control characters, bidirectional controls, separators of lines, zero-width characters and tags. */
const HIDDEN =
  '\u001b[31m\u007f\u009b31m\u061c\u200b\u200e\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\u00ad\ufe0f\u{e0041}'

/** The document with the markup in every text, and in every name that isn't known to mean something. */
function infected(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^0x[0-9a-f]+$/.test(value) ? value : value + MARKUP + HIDDEN
  }
  if (Array.isArray(value)) {
    return value.map(infected)
  }
  if (value === null || typeof value !== 'object') {
    return value
  }
  return Object.fromEntries([
    ...Object.entries(value).map(([name, member]) => [name, infected(member)] as const),
    [MARKUP + HIDDEN, MARKUP + HIDDEN],
  ])
}

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

/** Nothing of the markup may have become an element, nor have run, and nothing hidden may be in what is shown. */
async function isClean(page: Page, where: string) {
  const found = await page.evaluate(() => ({
    images: document.querySelectorAll('img').length,
    links: [...document.querySelectorAll('a[href]')]
      .map((link) => link.getAttribute('href') ?? '')
      .filter((href) => !/^(https?:|#|blob:)/.test(href)),
    ran: 'broken' in window,
    hidden: [document.title, document.body.textContent]
      .concat([...document.querySelectorAll('[title]')].map((element) => element.getAttribute('title') ?? ''))
      .concat([...document.querySelectorAll('[aria-label]')].map((element) => element.getAttribute('aria-label') ?? ''))
      .flatMap((text) => text?.match(/[^\P{C}\t\n\r]|[\p{Zl}\p{Zp}\ufe0f]/gu) ?? [])
      .map((character) => character.codePointAt(0)?.toString(16)),
  }))
  expect(found, where).toEqual({ images: 0, links: [], ran: false, hidden: [] })
}

test('markup in lines of lists, and in reports beside them, is shown as text', async () => {
  const name = 'content-process-windows.json'
  const document: unknown = infected(JSON.parse(readFileSync(`${TESTDATA}crashes/${name}`, 'utf8')))
  seen = await visit()
  const { page } = seen
  await openFiles(page, [file('<img src=x onerror=window.broken=1>\u202e.json', JSON.stringify(document))])
  await page.getByRole('tab').first().waitFor()
  await goTo(page, '#/lists')
  const editor = page.locator('.cm-content')
  await editor.waitFor()
  await page.getByRole('tab', { name: /irrelevant/i }).click()
  await editor.click()
  await page.keyboard.press('Control+End')
  // The first one takes the first frame; the other ones are found fault with.
  for (const line of [
    'mozilla::detail::Inv',
    '<img src=x onerror="window.broken=1">',
    '<img src=x onerror="window.broken=1">.*',
  ]) {
    await page.keyboard.insertText(`\n${line}\n`)
  }
  const whatIf = page.getByRole('region', { name: 'What if' })
  await expect.poll(() => whatIf.textContent()).toContain('gets a different signature')
  await whatIf.getByRole('button', { expanded: false }).first().click()
  const findings = page.getByRole('region', { name: 'Findings' })
  await expect.poll(() => findings.textContent()).toContain('<img src=x')
  await isClean(page, 'findings')
  await page.getByRole('tab', { name: 'Coverage' }).click()
  const coverage = page.getByRole('region', { name: 'Coverage' })
  await coverage.getByRole('combobox').selectOption({ label: 'All lines' })
  await coverage.getByRole('button', { expanded: false }).first().click()
  await coverage.getByText('Signatures where it decided').waitFor()
  await isClean(page, 'coverage')
})

test.each(Object.keys(DOCUMENTS))('markup in every text of %s is shown as text', async (name) => {
  const text = readFileSync(`${TESTDATA}crashes/${name}`, 'utf8')
  // Lines KEY=VALUE, or JSON.
  const report = name.endsWith('.json')
    ? JSON.stringify(infected(JSON.parse(text)))
    : text.replaceAll('\n', `${MARKUP}\n`)
  seen = await visit()
  const { page } = seen
  await openFiles(page, [file('<img src=x onerror=window.broken=1>\u202e.json', report)])
  await page.getByRole('tab').first().waitFor()
  const panel = page.getByRole('tabpanel')
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true')
    await expect.poll(() => panel.textContent()).toMatch(/\w/)
    await isClean(page, `${await tab.textContent()}`)
  }
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as HTML' }).click()
  const path = `${mkdtempSync(`${tmpdir()}/siggen-`)}/report.html`
  await (await download).saveAs(path)
  await goTo(page, '#/reports')
  await page.getByRole('treegrid').waitFor()
  await isClean(page, 'reports')
  await goTo(page, '#/compare')
  await page.getByRole('heading', { name: 'Compare' }).waitFor()
  const saved = await page.context().newPage()
  await saved.goto(`file://${path}`)
  expect(await saved.getByRole('heading', { level: 1 }).count()).toBe(1)
  await isClean(saved, 'saved page')
  await saved.close()
})
