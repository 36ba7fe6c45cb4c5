import { afterEach, expect, test } from 'vitest'
import { checked, visit, type Visit } from './harness'

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

/** A row for each signature; the reports are below it. */
const groups = () => seen.page.locator('[role=treegrid] tr[aria-level="1"]')
const rows = () => seen.page.getByRole('treegrid').getByRole('row')

async function many() {
  seen = await visit('#/reports?example=many.ndjson')
  await rows().first().waitFor()
}

test('reports are grouped by signature, those with most first', async () => {
  await many()
  const counts = await rows().allTextContents()
  expect(counts.length).toBeGreaterThan(5)
  await checked(seen.page, 'reports')
})

test('a filter narrows the list, and stands in the address', async () => {
  await many()
  await seen.page.keyboard.press('/')
  await seen.page.keyboard.type('OOM')
  await expect
    .poll(() =>
      groups()
        .allTextContents()
        .then((texts) => texts.filter((text) => !/OOM/i.test(text))),
    )
    .toEqual([])
  await expect.poll(() => seen.page.url()).toContain('filter=OOM')
  await checked(seen.page, 'reports-filtered')
  await seen.page.keyboard.type(' nothing is called so')
  await expect.poll(() => rows().count()).toBe(0)
  await checked(seen.page, 'reports-nothing')
})

test('arrows and Enter lead to a report', async () => {
  await many()
  await seen.page.keyboard.press('j')
  await seen.page.keyboard.press('ArrowRight')
  await seen.page.keyboard.press('ArrowDown')
  await seen.page.keyboard.press('Enter')
  await expect.poll(() => seen.page.url()).toMatch(/#\/report\/\d+/)
})

test('two reports beside each other', async () => {
  seen = await visit('#/report?example=content-process-windows.json')
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
  await seen.page.evaluate(() => (location.hash = '#/report?example=oom-windows.json'))
  await expect.poll(() => seen.page.getByRole('heading', { level: 1 }).textContent()).toContain('OOM')
  await seen.page.evaluate(() => (location.hash = '#/compare/1/2'))
  await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('OOM | large')
  await checked(seen.page, 'compare')
  await seen.page.setViewportSize({ width: 360, height: 740 })
  await checked(seen.page, 'compare-narrow')
})
