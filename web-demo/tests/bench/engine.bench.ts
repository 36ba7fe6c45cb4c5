import { test } from 'vitest'
import { crash, engineWith, file, open } from '../../src/worker/test-inputs'
import { median, print } from './measure'

// What the worker does, without a browser.

const REPORTS = 5000
const EDITS = 9

/** Crash data of about 1.7 kB each. */
const LINES = Array.from({ length: REPORTS }, (_, index) =>
  crash(
    ...Array.from(
      { length: 24 },
      (_item, depth) => `Kite${(index * 7 + depth) % 500}::fly(int, char const*, Spar<Reed> const&)`,
    ),
  ),
).join('\n')

/** Time of the processor, which doesn't go on while others have it. */
async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const since = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

test('5,000 reports', async () => {
  const engine = engineWith()
  for (const what of ['at first', 'again']) {
    await engine.close()
    const took = await milliseconds(() => open(engine, file('all', LINES)))
    print(`engine: 5,000 reports opened, ${what}: ${took.toFixed(0)} ms`)
  }
  const builtIn = await engine.builtInLists()
  for (const list of ['prefix_signature_re', 'signature_sentinels'] as const) {
    const times: number[] = []
    for (let edit = 0; edit < EDITS; edit += 1) {
      const texts = { ...builtIn, [list]: `${builtIn[list]}Kite${edit}::\n` }
      times.push(await milliseconds(() => engine.setLists(texts)))
    }
    print(`engine: an edit of ${list}, 5,000 reports: median ${median(times).toFixed(0)} ms of ${EDITS}`)
  }
})
