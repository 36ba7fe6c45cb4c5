import { afterEach, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { checked, visit, type Visit } from './harness'

const EXAMPLE = 'content-process-windows.json'

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

const editor = () => seen.page.locator('.cm-content')
const whatIf = () => seen.page.getByRole('region', { name: 'What if' })

/** The lists with a report open beside them. */
async function playground(example = EXAMPLE) {
  seen = await visit(`#/report?example=${example}`)
  await seen.page.getByRole('heading', { level: 1 }).waitFor()
  await seen.page.getByRole('link', { name: /Lists/ }).first().click()
  await editor().waitFor()
}

/** Types at the end of a list. */
async function add(list: RegExp, line: string) {
  await seen.page.getByRole('tab', { name: list }).click()
  await editor().click()
  await seen.page.keyboard.press('Control+End')
  await seen.page.keyboard.type(`\n${line}\n`)
}

test('an edit shows at once what it changes', async () => {
  await playground()
  await checked(seen.page, 'lists')
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  const after = 'mozilla::detail::InvalidArrayIndex_CRASH | mozilla::dom::TileRing::Rotate'
  await expect.poll(() => whatIf().textContent()).toContain('renamed')
  await expect.poll(() => whatIf().textContent()).toContain('1 report')
  await checked(seen.page, 'lists-edited')
  await seen.page.goBack()
  await expect.poll(() => seen.page.getByRole('article').locator('header').textContent()).toContain(after)
})

test('a broken pattern is named, and the last valid lists stay in force', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  await expect.poll(() => whatIf().textContent()).toContain('renamed')
  await add(/irrelevant/i, 'broken(')
  await expect.poll(() => whatIf().textContent()).toMatch(/line \d+/)
  expect(await whatIf().textContent()).toContain('renamed')
  await expect.poll(() => seen.page.locator('.cm-lint-marker-error, .cm-lintRange-error').count()).toBeGreaterThan(0)
  await checked(seen.page, 'lists-broken')
  // Nothing that was typed is lost.
  await seen.page.reload()
  await editor().waitFor()
  await seen.page.getByRole('tab', { name: /irrelevant/i }).click()
  await editor().click()
  await seen.page.keyboard.press('Control+End')
  await expect.poll(() => editor().textContent()).toContain('broken(')
})

test('shared lists arrive by link', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  await seen.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await seen.page.getByRole('button', { name: 'Copy link' }).click()
  await expect.poll(() => seen.page.evaluate(() => navigator.clipboard.readText())).toContain('lists=')
  const link = await seen.page.evaluate(() => navigator.clipboard.readText())
  await seen.close()
  seen = await visit(link.slice(link.indexOf('#')))
  await editor().waitFor()
  await seen.page.getByRole('tab', { name: /irrelevant/i }).click()
  await editor().click()
  await seen.page.keyboard.press('Control+End')
  await expect.poll(() => editor().textContent()).toContain('nsTArray_Impl<T>::ElementAt')
})

test('the change is a patch', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  await seen.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await seen.page.getByRole('button', { name: 'Copy patch' }).click()
  const patch = () => seen.page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(patch).toContain('+nsTArray_Impl<T>::ElementAt')
  expect(await patch()).toMatch(/^--- a\/siglists\/irrelevant_signature_re\.txt\n\+\+\+ b\/siglists\//m)
})

test('a frame proposes a line', async () => {
  seen = await visit(`#/report/-/threads?example=${EXAMPLE}`)
  const row = seen.page.getByRole('row').filter({ hasText: 'TileRing::Rotate' }).first()
  await row.getByRole('button').filter({ hasText: /stop/i }).click()
  const reasons = seen.page.getByLabel('What decided')
  await reasons.getByRole('button', { name: /prefix/i }).click()
  await editor().waitFor()
  await expect.poll(() => editor().textContent()).toContain('mozilla::dom::TileRing::Rotate')
  await expect.poll(() => whatIf().textContent()).toContain('renamed')
  expect(await whatIf().textContent()).toContain(signatureOf(EXAMPLE))
})

test.each([
  ['dark', { colorScheme: 'dark' as const }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
])('%s', async (name, options) => {
  seen = await visit('#/lists', options)
  await editor().waitFor()
  await checked(seen.page, `lists-${name}`)
  const overflow = await seen.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})
