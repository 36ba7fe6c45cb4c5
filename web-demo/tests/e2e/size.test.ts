import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { visit } from './harness'

/** What the page may weigh before the editor is asked for, packed as hosts send it. */
const LIMIT = 60_000

const packed = (file: string) => brotliCompressSync(readFileSync(join(inject('folder'), file))).length

test('the script of the main thread is small until the editor is opened', async () => {
  const seen = await visit('#/report?example=oom-windows.json')
  const scripts = () =>
    seen.page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry.name.endsWith('.js') && !entry.name.includes('worker'))
        .map((entry) => entry.name),
    )
  await seen.page.getByRole('tab').first().waitFor()
  await seen.page.evaluate(() => (location.hash = '#/reports'))
  await seen.page.getByRole('treegrid').waitFor()
  const files = [...new Set(await scripts())].map((address) => `assets/${address.split('/').pop()}`)
  expect(files.length).toBeGreaterThan(0)
  const bytes = files.map(packed).reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeLessThanOrEqual(LIMIT)
  await seen.close()
})
