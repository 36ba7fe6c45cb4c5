import { afterEach, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { visit, type Visit } from './harness'

const EXAMPLE = 'content-process-windows.json'

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  await seen.close()
})

interface Stop {
  words: string
  role: string
  /** Whether somebody sees that it has the focus. */
  isVisible: boolean
}

/** What has the focus. */
const stop = (): Promise<Stop> =>
  seen.page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) {
      element = element.shadowRoot.activeElement
    }
    const words = element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    const role = element?.getAttribute('role') ?? element?.tagName.toLowerCase() ?? ''
    // The editor shows it around all of itself.
    const holders = [element, document.activeElement, document.activeElement?.closest('.list-editor')].filter(
      (one) => one instanceof Element,
    )
    const isVisible = holders.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0
    })
    return { words: words.replace(/\s+/g, ' ').trim(), role, isVisible }
  })

/** Presses a key until the focus is where it is wanted; all stops on the way have to be seen. */
async function press(key: string, isWanted: (stop: Stop) => boolean): Promise<Stop> {
  const passed: string[] = []
  for (let times = 0; times < 60; times += 1) {
    await seen.page.keyboard.press(key)
    const now = await stop()
    expect(now, `the focus is seen at ${now.role} ${now.words}`).toMatchObject({ isVisible: true })
    if (isWanted(now)) {
      return now
    }
    passed.push(`${now.role} ${now.words.slice(0, 30)}`)
  }
  throw new Error(`not found among ${passed.join(', ')}`)
}

test('keys alone lead from the start to a reason, to the line in its list, and out again', async () => {
  seen = await visit()
  const { page } = seen
  const heading = page.getByRole('heading', { level: 1 })
  await heading.waitFor()
  expect((await press('Tab', () => true)).words).toBe('Skip to the content')
  await press('Tab', ({ words }) => words.startsWith('Content process on Windows'))
  await page.keyboard.press('Enter')
  await expect.poll(() => heading.textContent()).toBe(signatureOf(EXAMPLE))
  await page.getByRole('tab').first().waitFor()

  await press('Tab', ({ role }) => role === 'tab')
  await press('ArrowRight', ({ words }) => words.startsWith('Threads'))
  await page.getByRole('row').nth(3).waitFor()
  await press('Tab', ({ words }) => words === 'irrelevant')
  const reasons = page.getByLabel('What decided')
  await reasons.waitFor()
  await page.keyboard.press('Escape')
  await expect.poll(() => reasons.count()).toBe(0)
  expect((await stop()).words).toBe('irrelevant')
  await page.keyboard.press('Enter')
  await reasons.waitFor()
  await press('Tab', ({ words }) => words === 'Show in lists')
  await page.keyboard.press('Enter')

  const editor = page.locator('.cm-content')
  await editor.waitFor()
  await expect.poll(() => stop()).toMatchObject({ role: 'textbox', isVisible: true })
  await page.keyboard.type('# seen')
  await expect.poll(() => editor.textContent()).toContain('# seen')
  await page.keyboard.press('Escape')
  // It is the last stop of the page: the other way stays in it.
  await press('Shift+Tab', ({ role }) => role !== 'textbox')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect.poll(() => heading.textContent()).toContain('Crash reports')
})

test('j and k go from frame to frame, and a slash leads to the filter', async () => {
  seen = await visit(`#/report/-/threads?example=${EXAMPLE}`)
  const { page } = seen
  await page.getByRole('row').nth(3).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  const focused = page.getByRole('row').filter({ has: page.locator(':focus') })
  await expect.poll(() => focused.textContent()).toContain('MOZ_CrashSequence')
  await page.keyboard.press('/')
  await expect.poll(() => stop()).toMatchObject({ role: 'input', isVisible: true })
})
