import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { checked, copied, goTo, overflow, visit, type Visit } from './harness'

const EXAMPLE = 'content-process-windows.json'
const SIGLISTS = fileURLToPath(new URL('../../../siglists/', import.meta.url))

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

test('an edited line is held responsible for what it changes', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  await add(/prefix/i, 'neverHeardOf')
  const lines = whatIf().getByRole('region', { name: 'Edited lines' }).getByRole('listitem')
  // Typed letter by letter.
  const texts = () => lines.allTextContents()
  await expect
    .poll(texts)
    .toEqual([
      expect.stringMatching(/nsTArray_Impl<T>::ElementAt Irrelevant frames, line \d+ · changes 1 report$/),
      expect.stringMatching(/neverHeardOf Prefix frames, line \d+ · changes no report$/),
    ])
  const sides = whatIf().locator('.bucket-item-side')
  expect(await sides.allTextContents()).toEqual([
    expect.stringMatching(/^before.* gone$/),
    expect.stringMatching(/^after.* new$/),
    expect.stringMatching(/^by.*nsTArray_Impl<T>::ElementAt/),
  ])
  await checked(seen.page, 'lists-responsible')
  // The line leads to its place.
  await lines
    .first()
    .getByRole('button', { name: /Irrelevant frames, line/ })
    .click()
  await expect.poll(() => seen.page.locator('.cm-target').textContent()).toBe('nsTArray_Impl<T>::ElementAt')
})

test('a finding shows whom it concerns, and is fixed until that is undone', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt\nnsTArray_Impl<T>::Elem')
  const finding = seen.page
    .getByRole('region', { name: 'Findings' })
    .getByRole('listitem')
    .filter({ hasText: 'your edit' })
    .filter({ has: seen.page.getByText('nsTArray_Impl<T>::ElementAt', { exact: true }) })
    .first()
  await expect.poll(() => finding.textContent()).toContain('Such as nsTArray_Impl<T>::ElementAt')
  await expect.poll(() => finding.textContent()).toContain('In the open report.')
  await checked(seen.page, 'lists-finding')
  await finding.getByRole('button', { name: /^Fix it/ }).click()
  const last = () => seen.page.locator('.cm-line').allTextContents()
  await expect.poll(last).not.toContain('nsTArray_Impl<T>::ElementAt')
  expect(await last()).toContain('nsTArray_Impl<T>::Elem')
  // What it is about is gone, and the focus is not lost with it.
  await expect.poll(() => seen.page.evaluate(() => document.activeElement?.id)).toBe('about-lines-panel')
  await expect.poll(() => whatIf().textContent()).toContain('renamed')
  await editor().focus()
  await seen.page.keyboard.press('Control+z')
  await expect.poll(last).toContain('nsTArray_Impl<T>::ElementAt')
})

test.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' as const }],
  ['narrow', { viewport: { width: 360, height: 740 } }],
])('what each line does: %s', async (name, options) => {
  seen = await visit(`#/reports?example=many.ndjson`, options)
  const { page } = seen
  await page.getByRole('treegrid').waitFor()
  await goTo(page, '#/lists')
  await editor().waitFor()
  await page.getByRole('tab', { name: 'Prefix frames' }).click()
  const tab = page.getByRole('tab', { name: 'Findings' })
  await tab.focus()
  await page.keyboard.press('ArrowRight')
  const coverage = page.getByRole('region', { name: 'Coverage' })
  const items = coverage.locator('.coverage-item')
  await items.first().waitFor()
  expect(await coverage.textContent()).toMatch(/\d+ of \d+ lines decided about frames of the \d+ open reports\./)
  const counts = (await coverage.locator('.coverage-item-toggle').allTextContents()).map((text) => parseInt(text, 10))
  expect(counts.length).toBeGreaterThan(1)
  expect(counts).toEqual(counts.toSorted((one, other) => other - one))
  await tab.scrollIntoViewIfNeeded()
  await coverage.getByRole('combobox').scrollIntoViewIfNeeded()
  await items.nth(2).scrollIntoViewIfNeeded()
  await checked(page, `lists-coverage-all-${name}`)
  // A line that signatures hang on says what would be without it.
  await coverage.getByRole('combobox').selectOption({ label: 'Entries that signatures depend on' })
  await expect
    .poll(() => items.first().textContent())
    .toMatch(/without it, [\d,]+ reports? gets? a different signature/)
  await items.first().getByRole('button', { expanded: false }).click()
  await items.first().getByText('Without this entry').waitFor()
  const signature = await items.first().locator('.changed-signature-text').first().textContent()
  await items.first().scrollIntoViewIfNeeded()
  await checked(page, `lists-coverage-${name}`)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  // The report that is named as an example is one of those.
  await items.first().getByRole('link').first().click()
  await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).not.toBe('')
  expect(signature).not.toBe('')
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

/** Goes to the end of the irrelevant frames. */
async function atEnd() {
  await seen.page.getByRole('tab', { name: /irrelevant/i }).click()
  await editor().click()
  await seen.page.keyboard.press('Control+End')
}

test('shared lists arrive by link', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  const link = await copied(seen.page, 'Copy link')
  expect(link).toContain('lists=')
  await seen.close()
  seen = await visit(link.slice(link.indexOf('#')))
  await editor().waitFor()
  await atEnd()
  await expect.poll(() => editor().textContent()).toContain('nsTArray_Impl<T>::ElementAt')
})

test('a link asks before it takes the place of edits', async () => {
  await playground()
  await add(/irrelevant/i, 'lineOfTheLink')
  const link = await copied(seen.page, 'Copy link')
  await add(/irrelevant/i, 'lineOfMine')
  const dialog = seen.page.getByRole('dialog')
  const follow = () => goTo(seen.page, link.slice(link.indexOf('#')))
  await follow()
  await dialog.getByRole('button', { name: 'Keep my edits' }).click()
  await atEnd()
  await expect.poll(() => editor().textContent()).toContain('lineOfMine')
  await follow()
  await checked(seen.page, 'lists-offered')
  await dialog.getByRole('button', { name: 'Replace my edits' }).click()
  await atEnd()
  await expect.poll(() => editor().textContent()).not.toContain('lineOfMine')
  expect(await editor().textContent()).toContain('lineOfTheLink')
})

test('the change is a patch that git takes, and makes the text that is saved', async () => {
  await playground()
  await add(/irrelevant/i, 'nsTArray_Impl<T>::ElementAt')
  const patch = await copied(seen.page, 'Copy patch')
  expect(patch).toMatch(/^--- a\/siglists\/irrelevant_signature_re\.txt\n\+\+\+ b\/siglists\//m)
  const name = 'irrelevant_signature_re.txt'
  const built = readFileSync(`${SIGLISTS}${name}`, 'utf8')
  const download = seen.page.waitForEvent('download')
  await seen.page.getByRole('button', { name: `Save ${name}` }).click()
  expect((await download).suggestedFilename()).toBe(name)
  const folder = mkdtempSync(`${tmpdir()}/siggen-`)
  await (await download).saveAs(`${folder}/saved.txt`)
  const saved = readFileSync(`${folder}/saved.txt`, 'utf8')
  expect(saved).toBe(`${built}\nnsTArray_Impl<T>::ElementAt\n`)
  mkdirSync(`${folder}/siglists`)
  cpSync(`${SIGLISTS}${name}`, `${folder}/siglists/${name}`)
  execFileSync('git', ['apply', '-'], { cwd: folder, input: patch })
  expect(readFileSync(`${folder}/siglists/${name}`, 'utf8')).toBe(saved)
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
