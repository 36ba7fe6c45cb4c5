import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { DOCUMENTS } from './expected'
import { TESTDATA, visit, type Visit } from './harness'

/** Runs, and makes an element, wherever text is taken for markup. */
const MARKUP = `</style></script></title>"'><img src=x onerror="window.broken=1"><a href="javascript:window.broken=1">x</a>`

/** The document with the markup in every text, and in every name that isn't known to mean something. */
function infected(value: unknown): unknown {
  if (typeof value === 'string') return /^0x[0-9a-f]+$/.test(value) ? value : value + MARKUP
  if (Array.isArray(value)) return value.map(infected)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries([
    ...Object.entries(value).map(([name, member]) => [name, infected(member)] as const),
    [MARKUP, MARKUP],
  ])
}

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

/** Nothing of the markup may have become an element, nor have run. */
async function isClean() {
  const found = await seen.page.evaluate(() => ({
    images: document.querySelectorAll('img').length,
    links: [...document.querySelectorAll('a[href]')].filter(
      (link) => !/^(https?:|#|blob:)/.test(link.getAttribute('href') ?? ''),
    ).length,
    ran: 'broken' in window,
  }))
  expect(found).toEqual({ images: 0, links: 0, ran: false })
}

test.each(Object.keys(DOCUMENTS))('markup in every text of %s is shown as text', async (name) => {
  const document: unknown = infected(JSON.parse(readFileSync(`${TESTDATA}crashes/${name}`, 'utf8')))
  seen = await visit()
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
  const chooser = seen.page.waitForEvent('filechooser')
  await seen.page.keyboard.press('o')
  await (
    await chooser
  ).setFiles({
    name: `${'<img src=x onerror=window.broken=1>'}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(document)),
  })
  await seen.page.getByRole('tab').first().waitFor()
  await isClean()
  for (const tab of ['Threads', 'Why', 'Modules', 'Annotations', 'Extensions', 'JSON', 'Notes']) {
    await seen.page.getByRole('tab', { name: new RegExp(tab) }).click()
    await expect.poll(() => seen.page.getByRole('tab', { selected: true }).textContent()).toContain(tab)
    await seen.page.waitForTimeout(50)
    await isClean()
  }
  await seen.page
    .getByRole('link', { name: /Reports/ })
    .first()
    .click()
  await seen.page.getByRole('treegrid').waitFor()
  await isClean()
})
