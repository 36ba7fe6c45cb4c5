import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { file, goTo, openFiles, TESTDATA, visit, type Visit } from './harness'

const NAMES = [
  'content-process-windows.json',
  'java-exception-android.json',
  'stackwalk-macos.json',
  'ping-oom-linux.json',
  'raw-annotations.json',
]
const TABS = ['overview', 'threads', 'why', 'modules', 'annotations', 'extensions', 'raw', 'notes']

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  await seen.close()
})

/** The document with the same value in the place of every text, number, truth and null. */
function replaced(document: unknown, by: unknown): unknown {
  if (Array.isArray(document)) {
    return document.map((item: unknown) => replaced(item, by))
  }
  if (document === null || typeof document !== 'object') {
    return by
  }
  return Object.fromEntries(Object.entries(document).map(([name, member]) => [name, replaced(member, by)]))
}

test.each([[null], [7], ['x'], [true], [[]], [{}]])('reports in which every value is %j open', async (value) => {
  const lines = NAMES.map((name) =>
    JSON.stringify(replaced(JSON.parse(readFileSync(`${TESTDATA}crashes/${name}`, 'utf8')), value)),
  )
  seen = await visit()
  const { page } = seen
  await openFiles(page, [file('lines.ndjson', lines.join('\n'))])
  await expect.poll(() => page.getByRole('main').textContent()).toContain(`${NAMES.length} reports`)
  for (const [index, name] of NAMES.entries()) {
    for (const tab of TABS) {
      await goTo(page, `#/report/${index + 1}/${tab}`)
      const place = page.locator(`[role=tab][aria-selected=true][id$="-${tab}"]`)
      await place.waitFor()
      await expect.poll(() => page.getByRole('tabpanel').textContent(), { message: `${name} ${tab}` }).toMatch(/\w/)
      expect(await page.locator('.failed').count(), `${name} ${tab}`).toBe(0)
    }
  }
  await goTo(page, '#/compare/1/2')
  await page.getByRole('heading', { name: /^Signatures/ }).waitFor()
})
