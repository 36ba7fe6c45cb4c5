import { readFileSync } from 'node:fs'
import type { Route } from 'playwright-core'
import { afterEach, expect, test } from 'vitest'
import { signatureOf } from './expected'
import { checked, problems, TESTDATA, visit, type Visit } from './harness'

const ID = '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714'
const HOST = 'https://crash-stats.mozilla.org'
const OOM = readFileSync(`${TESTDATA}crashes/oom-windows.json`)
const ALLOWED = { 'Access-Control-Allow-Origin': '*' }

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  await seen.close()
})

const field = () => seen.page.getByRole('textbox', { name: /Crash Stats/ })
const fetchButton = () => seen.page.getByRole('button', { name: 'Fetch' })

/** The start page, with Crash Stats played by us. */
async function start(answer: (route: Route) => Promise<void>) {
  // Of its own, so that cookies and answers stay within one test.
  seen = await visit('', {})
  await seen.page.context().route(`${HOST}/**`, answer)
}

test('Crash Stats is asked once, on a click only, and is told of nothing but the id', async () => {
  const requests: Record<string, string>[] = []
  await start(async (route) => {
    requests.push(await route.request().allHeaders())
    await route.fulfill({ body: OOM, contentType: 'application/json', headers: ALLOWED })
  })
  await seen.page
    .context()
    .addCookies([{ name: 'sessionid', value: 'mine', url: HOST, sameSite: 'None', secure: true }])
  await field().fill(`${HOST}/report/index/${ID}`)
  await expect.poll(() => seen.page.getByRole('main').textContent()).toContain('crash-stats.mozilla.org')
  expect(seen.foreign).toEqual([])
  await checked(seen.page, 'start-id')
  await fetchButton().click()
  await expect
    .poll(() => seen.page.getByRole('heading', { level: 1 }).textContent())
    .toBe(signatureOf('oom-windows.json'))
  expect(seen.foreign).toEqual([`${HOST}/api/ProcessedCrash/?crash_id=${ID}`])
  expect(requests.length).toBe(1)
  expect(Object.keys(requests[0] ?? {})).not.toEqual(expect.arrayContaining(['cookie']))
  expect(requests[0]).not.toHaveProperty('authorization')
  expect(requests[0]).not.toHaveProperty('referer')
})

test.each([
  [404, /no such report/i],
  [429, /minute/i],
])('an answer with status %i is told in words', async (status, words) => {
  await start((route) => route.fulfill({ status, body: '{}', headers: ALLOWED }))
  await field().fill(ID)
  await fetchButton().click()
  await expect.poll(() => problems(seen.page).textContent()).toMatch(words)
  // The browser itself logs the status.
  seen.errors.length = 0
})

test('no answer is told in words', async () => {
  await start((route) => route.abort())
  await field().fill(ID)
  await fetchButton().click()
  await expect.poll(() => problems(seen.page).textContent()).toMatch(/no response/i)
  seen.errors.length = 0
})
