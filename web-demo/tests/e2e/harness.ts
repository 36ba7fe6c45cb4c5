import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Where pictures of the page are kept. */
const PICTURES = process.env.SIGGEN_PICTURES ?? fileURLToPath(new URL('../../../target/screenshots', import.meta.url))

export const TESTDATA = fileURLToPath(new URL('../../../testdata/', import.meta.url))

let browser: Browser | undefined

/** A page in a context of its own. It fails the test if the page logs an error or breaks its own policy. */
export async function visit(fragment = '', options: BrowserContextOptions = {}): Promise<Visit> {
  browser ??= await chromium.connect(inject('browser'))
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  // Less than a test has, so that it is the action that says what it waits for.
  page.setDefaultTimeout(12_000)
  const errors: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => errors.push(String(error)))
  /** Every address outside of the page's own host that was asked for. */
  const foreign: string[] = []
  context.on('request', (request) => {
    if (!request.url().startsWith(inject('address')) && !/^(blob|data):/.test(request.url()))
      foreign.push(request.url())
  })
  await page.goto(inject('address') + fragment)
  return { page, errors, foreign, close: () => context.close() }
}

export interface Visit {
  page: Page
  errors: string[]
  foreign: string[]
  close(): Promise<void>
}

/** The violations of accessibility rules that a checker finds, each with its places. */
export async function violations(page: Page): Promise<string[]> {
  // Put in by the debugger, which no policy holds back.
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    interface Result {
      violations: { id: string; nodes: { target: string[]; failureSummary?: string }[] }[]
    }
    const axe = (window as unknown as { axe: { run(): Promise<Result> } }).axe
    const { violations } = await axe.run()
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
