import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { test } from 'vitest'
import { TESTDATA, visit } from '../e2e/harness'
import { drop, held, inWords, median, print } from './measure'

const RUNS = 5

const heading = (page: Page, text: RegExp) => page.getByRole('heading', { level: 1, name: text }).waitFor()

test('the first report, from a cold load', async () => {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const seen = await visit('#/report?example=oom-windows.json')
    await heading(seen.page, /OOM/)
    // Since the page was asked for.
    times.push(await seen.page.evaluate(() => performance.now()))
    await seen.close()
  }
  print(`cold load to the first report: median ${median(times).toFixed(0)} ms of ${RUNS}`)
})

test('a report of 10 MB', async () => {
  const seen = await visit()
  const { page } = seen
  await heading(page, /./)
  const report = readFileSync(`${TESTDATA}crashes/content-process-windows.json`, 'utf8')
  await page.evaluate((text) => Object.assign(window, { report: text }), report)
  // Threads until it is as large as that.
  const make = `(() => { const report = JSON.parse(window.report); const threads = report.json_dump.threads;
    const one = JSON.stringify(threads[0]).length; const more = Math.ceil(10e6 / one);
    for (let i = 0; i < more; i++) threads.push(threads[0]); return JSON.stringify(report) })()`
  const start = performance.now()
  const steps: [name: string, work: () => Promise<void>][] = [
    [
      'open',
      async () => {
        await drop(page, 'large.json', make)
        await heading(page, /InvalidArrayIndex/)
        await page.getByRole('tab', { name: /Overview/ }).waitFor()
      },
    ],
    [
      'threads',
      async () => {
        await page.getByRole('tab', { name: /Threads/ }).click()
        await page.getByRole('row').nth(5).waitFor()
        await page.waitForTimeout(1000)
      },
    ],
    [
      'find in threads',
      async () => {
        await page.getByRole('searchbox').fill('Rotate')
        await page.waitForTimeout(3000)
      },
    ],
    [
      'JSON',
      async () => {
        await page.getByRole('tab', { name: /JSON/ }).click()
        await page.locator('.raw-tab-line').nth(5).waitFor()
        await page.waitForTimeout(1000)
      },
    ],
    [
      'scroll the JSON',
      async () => {
        await page.locator('.raw-tab-line').nth(5).hover()
        for (let step = 0; step < 50; step++) {
          await page.mouse.wheel(0, 900)
        }
        await page.waitForTimeout(500)
      },
    ],
    [
      'search in the JSON',
      async () => {
        await page.getByRole('searchbox').fill('Rotate')
        await page.getByText(/line 1 of/).waitFor()
        for (let step = 0; step < 10; step++) {
          await page.getByRole('button', { name: 'Next' }).click()
        }
        await page.waitForTimeout(500)
      },
    ],
  ]
  for (const [name, work] of steps) {
    const found = await held(page, work)
    print(`a report of 10 MB, ${name}: ${inWords(found)}`)
  }
  print(`a report of 10 MB, all of that: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  await seen.close()
})

test('5,000 reports', async () => {
  const seen = await visit()
  const { page } = seen
  await heading(page, /./)
  const make = `Array.from({ length: 5000 }, (_, i) => JSON.stringify({ threads: [{ frames:
    Array.from({ length: 20 }, (_, f) => ({ function: 'space::Class' + (i * 7 + f) % 900 + '::method(int)', module: 'xul.dll',
    file: 'hg:hg.mozilla.org/mozilla-central:dom/File' + f + '.cpp:abcdef', line: f })) }] })).join('\\n')`
  let start = 0
  const opening = await held(page, async () => {
    await drop(page, 'many.ndjson', make)
    start = performance.now()
    await page.getByRole('treegrid').getByRole('row').first().waitFor()
    start = performance.now() - start
  })
  print(`5,000 reports: opened in ${start.toFixed(0)} ms, ${inWords(opening)}`)
  const box = await page.getByRole('treegrid').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 50, (box?.y ?? 0) + 50)
  const scrolling = await held(page, async () => {
    for (let step = 0; step < 100; step++) {
      await page.mouse.wheel(0, 900)
    }
  })
  print(`5,000 reports: while scrolling, ${inWords(scrolling)}`)
  await page.getByRole('link', { name: /Lists/ }).first().click()
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+End')
  const typing = await held(page, async () => {
    await page.keyboard.type('\nspace::Class1', { delay: 60 })
    await page
      .getByRole('region', { name: 'What if' })
      .getByText(/renamed|split|merged/)
      .first()
      .waitFor()
    await page.waitForTimeout(500)
  })
  const took = await page.locator('.what-if-time').textContent()
  print(`5,000 reports: what an edit changes, ${took}; while typing, ${inWords(typing)}`)
  await seen.close()
})
