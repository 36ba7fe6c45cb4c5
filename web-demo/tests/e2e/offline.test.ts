import { expect, test } from 'vitest'
import { signatureOf } from './expected'
import { visit } from './harness'

test('after the first load, the page needs no network', async () => {
  const seen = await visit('', { serviceWorkers: 'allow' })
  await seen.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await seen.page.context().setOffline(true)
  await seen.page.goto(`${seen.page.url()}#/report?example=oom-windows.json`)
  await seen.page.reload()
  await expect
    .poll(() => seen.page.getByRole('heading', { level: 1 }).textContent())
    .toBe(signatureOf('oom-windows.json'))
  // What is loaded lazily is there as well.
  await seen.page.getByRole('link', { name: /Lists/ }).first().click()
  await seen.page.locator('.cm-content').waitFor()
  expect(seen.errors).toEqual([])
  await seen.close()
})
