import { afterEach, describe, expect, test } from 'vitest'
import { DOCUMENTS, signatureOf } from './expected'
import { EXAMPLES } from '../../src/logic/open/examples'
import { checked, goTo, visit, type Visit } from './harness'

const EXAMPLE = 'content-process-windows.json'
const ADDRESS = `#/report?example=${EXAMPLE}`

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

const heading = () => seen.page.getByRole('heading', { level: 1 })
const pick = (name: RegExp) => seen.page.getByRole('tab', { name }).click()

describe('a report', () => {
  test('has the signature that the corpus gives for it', async () => {
    const examples = Object.keys(DOCUMENTS).filter((name) => EXAMPLES.some((example) => example.name === name))
    expect(examples.length).toBe(EXAMPLES.length - 1)
    seen = await visit()
    for (const name of examples) {
      await goTo(seen.page, `#/report?example=${name}`)
      await expect.poll(() => heading().textContent()).toBe(signatureOf(name))
    }
  })

  test('shows in its header that the signature differs from the stored one', async () => {
    seen = await visit(ADDRESS)
    const header = seen.page.getByRole('article').locator('header')
    await expect
      .poll(() => header.textContent())
      .toContain('mozilla::detail::InvalidArrayIndex_CRASH | mozilla::dom::TileRing::Rotate')
    expect(await header.textContent()).toContain('differs')
    await checked(seen.page, 'report-overview')
  })

  test('has every part behind a tab, each accessible', async () => {
    seen = await visit(ADDRESS)
    await heading().waitFor()
    for (const tab of ['Threads', 'Why', 'Modules', 'Annotations', 'Extensions', 'JSON', 'Notes']) {
      await pick(new RegExp(tab))
      await expect.poll(() => seen.page.getByRole('tabpanel').textContent()).not.toBe('')
      await checked(seen.page, `report-${tab.toLowerCase()}`)
      expect(seen.page.url()).toContain(tab === 'JSON' ? '/raw' : `/${tab.toLowerCase()}`)
    }
  })

  test('shows the crashing thread first, with inline functions as rows before their holder', async () => {
    seen = await visit(`${ADDRESS.replace('#/report', '#/report/-/threads')}`)
    const threads = seen.page.getByRole('heading', { level: 2 })
    await expect.poll(() => threads.first().textContent()).toContain('Crashing thread 0')
    const rows = seen.page.getByRole('row')
    await expect.poll(() => rows.filter({ hasText: 'MOZ_CrashSequence' }).first().textContent()).toContain('inline')
    await expect
      .poll(() => rows.filter({ hasText: 'InvalidArrayIndex_CRASH' }).first().textContent())
      .toContain('prefix')
  })

  test('says which line decided about a frame, by keyboard, and what would be without it', async () => {
    seen = await visit(ADDRESS.replace('#/report', '#/report/-/threads'))
    const row = seen.page.getByRole('row').filter({ hasText: 'MOZ_CrashSequence' }).first()
    const badge = row.getByRole('button').filter({ hasText: /irrelevant/i })
    await badge.focus()
    await seen.page.keyboard.press('Shift+Tab')
    await seen.page.keyboard.press('Tab')
    const reasons = seen.page.getByLabel('What decided')
    await expect.poll(() => reasons.textContent()).toContain('MOZ_Crash')
    await checked(seen.page, 'report-verdict')
    await reasons
      .getByRole('button', { name: /without/i })
      .first()
      .click()
    // Nothing else leaves it out, and nothing makes it a prefix: it would be all of the signature.
    await expect.poll(() => reasons.getByRole('status').textContent()).toMatch(/^without it\s+MOZ_CrashSequence$/)
    await seen.page.keyboard.press('Escape')
    await expect.poll(() => reasons.count()).toBe(0)
  })

  test('finds text in its JSON', async () => {
    seen = await visit(ADDRESS.replace('#/report', '#/report/-/raw'))
    const field = seen.page.getByRole('searchbox')
    await field.fill('TileRing')
    await expect.poll(() => seen.page.getByRole('tabpanel').textContent()).toMatch(/\d+ (of|found|lines)/)
    await checked(seen.page, 'report-raw-search')
  })

  test('keeps tab and thread in the address, and goes back', async () => {
    seen = await visit(ADDRESS)
    await heading().waitFor()
    await pick(/Threads/)
    await pick(/Modules/)
    await seen.page.goBack()
    await expect.poll(() => seen.page.getByRole('tab', { selected: true }).textContent()).toContain('Threads')
    expect(seen.page.url()).not.toContain('TileRing')
  })

  test('goes back and forth through what was looked at', async () => {
    seen = await visit(ADDRESS)
    const current = () => seen.page.getByRole('tab', { selected: true }).textContent()
    await heading().waitFor()
    for (const tab of ['Threads', 'Why', 'JSON']) {
      await pick(new RegExp(tab))
      await expect.poll(current).toContain(tab)
    }
    for (const tab of ['Why', 'Threads', 'Overview']) {
      await seen.page.goBack()
      await expect.poll(current).toContain(tab)
    }
    for (const tab of ['Threads', 'Why', 'JSON']) {
      await seen.page.goForward()
      await expect.poll(current).toContain(tab)
    }
  })
})

test('a Java exception is shown', async () => {
  seen = await visit('#/report?example=java-exception-android.json')
  await expect.poll(() => heading().textContent()).toBe(signatureOf('java-exception-android.json'))
  await expect.poll(() => seen.page.getByRole('tabpanel').textContent()).toContain('Exception')
  await checked(seen.page, 'report-java')
})
