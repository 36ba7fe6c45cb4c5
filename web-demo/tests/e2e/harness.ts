import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
  type Request,
} from 'playwright-core'
import { expect, inject } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Where pictures of the page are kept. */
const PICTURES = process.env.SIGGEN_PICTURES ?? fileURLToPath(new URL('../../../target/screenshots', import.meta.url))

export const TESTDATA = fileURLToPath(new URL('../../../testdata/', import.meta.url))

let browser: Browser | undefined
let shared: BrowserContext | undefined

export interface Visit {
  page: Page
  /** What the page logged as an error, or threw; what breaks its policy is among it. */
  errors: string[]
  /** Every address outside of the page's own host that was asked for. */
  foreign: string[]
  /** Forgets what the page has kept. */
  close(): Promise<void>
}

async function context(options: BrowserContextOptions): Promise<BrowserContext> {
  browser ??= await chromium.connect(inject('browser'))
  // A service worker would fetch all files of the page each time; only one test is about it.
  return browser.newContext({
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  })
}

/** A page that keeps nothing of the ones before. With options it has a context of its own. */
export async function visit(fragment = '', options?: BrowserContextOptions): Promise<Visit> {
  const around = options ? await context(options) : (shared ??= await context({}))
  const page = await around.newPage()
  // Less than a test has, so that it is the action that says what it waits for.
  page.setDefaultTimeout(12_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') {
      errors.push(`${message.text()} ${message.location().url}`)
    }
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  const foreign: string[] = []
  const note = (request: Request) => {
    const url = request.url()
    if (!url.startsWith(inject('address')) && !/^(blob|data|file):/.test(url)) {
      foreign.push(url)
    }
  }
  around.on('request', note)
  const close = async () => {
    await page.evaluate(() => localStorage.clear())
    around.off('request', note)
    await (options ? around : page).close()
  }
  await page.goto(inject('address') + fragment)
  return { page, errors, foreign, close }
}

export interface Upload {
  name: string
  mimeType: string
  buffer: Buffer
}

export const file = (name: string, content: Buffer | string): Upload => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
})

/** What the browser's picker is opened on. */
export const picker = (page: Page): Locator => page.getByLabel('Crash reports', { exact: true })

/** Gives files to the page as the browser's picker does. */
export async function openFiles(page: Page, files: Upload[]): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await picker(page).setInputFiles(files)
}

/** The message of what could not be opened. */
export const problems = (page: Page): Locator => page.getByRole('complementary', { name: 'Messages' })

/** What a button copies. */
export async function copied(page: Page, button: string): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''))
  await page.getByRole('button', { name: button }).click()
  const text = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(text).not.toBe('')
  return text()
}

/** Goes to a place of the page without loading it anew. */
export const goTo = (page: Page, fragment: string): Promise<string> =>
  page.evaluate((hash) => (location.hash = hash), fragment)

/** How many pixels of the page stick out at its side. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

/** The violations of accessibility rules that a checker finds, each with its places. */
export async function violations(page: Page): Promise<string[]> {
  // Put in by the debugger, which no policy holds back.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(AXE)
  }
  return page.evaluate(async () => {
    interface Result {
      violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[]
    }
    const axe = (window as unknown as { axe: { run(options: object): Promise<Result> } }).axe
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')}: ${node.failureSummary}`),
    )
  })
}

/** Keeps a picture, and holds the page to the rules of accessibility. */
export async function checked(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  await page.screenshot({ path: `${PICTURES}/${name}.png` })
  expect(await violations(page), name).toEqual([])
}
