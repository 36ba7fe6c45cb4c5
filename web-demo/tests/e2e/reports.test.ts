import { afterEach, expect, test } from 'vitest'
import { checked, file, goTo, openFiles, visit, type Visit } from './harness'

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

test('two reports beside each other, with the frames marked that differ', async () => {
  const stack = (...names: string[]) =>
    JSON.stringify({
      crashing_thread: 0,
      threads: [{ frames: names.map((name) => ({ function: name, module: 'm' })) }],
    })
  seen = await visit()
  await openFiles(seen.page, [
    file('left.json', stack('alpha', 'beta', 'gamma')),
    file('right.json', stack('alpha', 'other', 'gamma')),
  ])
  await rows().first().waitFor()
  await goTo(seen.page, '#/compare/1/2')
  const frames = seen.page.getByRole('table').first().locator('tbody tr')
  await expect.poll(() => frames.count()).toBeGreaterThanOrEqual(3)
  const texts = await frames.allTextContents()
  expect(texts[0]).toMatch(/same.*alpha.*alpha/)
  expect(texts.at(-1)).toMatch(/same.*gamma.*gamma/)
  const between = texts.slice(1, -1).join()
  expect(between).toMatch(/different|only left/)
  expect(between).toContain('beta')
  expect(between).toContain('other')
  expect(between).not.toContain('same')
  await seen.page.getByRole('button', { name: 'Go to the first difference' }).click()
  expect(await seen.page.locator('tr:focus').textContent()).toContain('beta')
})

test('two reports of the corpus beside each other', async () => {
  seen = await visit('#/report?example=content-process-windows.json')
  const heading = seen.page.getByRole('heading', { level: 1 })
  await heading.waitFor()
  await goTo(seen.page, '#/report?example=oom-windows.json')
  await expect.poll(() => heading.textContent()).toContain('OOM')
  await goTo(seen.page, '#/compare/1/2')
  await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('OOM | large')
  await checked(seen.page, 'compare')
})
