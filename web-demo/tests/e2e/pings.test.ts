import { afterEach, describe, expect, test } from 'vitest'
import { checked, file, openFiles, problems, visit, type Visit } from './harness'

const MODULES = [
  { filename: 'kite.dll', base_addr: '0x7ff640000000', end_addr: '0x7ff640010000', version: '1.2.3', debug_id: 'D0' },
  { filename: 'loom.dll', base_addr: '0x7ff650000000', end_addr: '0x7ff650200000', version: '4.5.6', debug_id: 'D1' },
]
const THREADS = [
  { frames: [{ module_index: 0, ip: '0x7ff640000001', trust: 'context' }] },
  {
    frames: [
      { module_index: 1, ip: '0x7ff650123450', trust: 'context' },
      { ip: '0x1234', trust: 'scan' },
    ],
  },
]
const METADATA = { ProductName: 'Firefox', Version: '152.0', ipc_channel_error: 'ShutDownKill', Kite: 'string' }

/** The same crash as it was sent by telemetry. */
function telemetryPing(thread: number): string {
  const crash_info = { type: 'EXCEPTION_BREAKPOINT', address: '0x0', crashing_thread: thread }
  const stackTraces = { status: 'OK', crash_info, main_module: 0, modules: MODULES, threads: THREADS }
  const environment = { system: { os: { name: 'Windows_NT', version: '10.0' } } }
  return JSON.stringify({ type: 'crash', version: 4, environment, payload: { metadata: METADATA, stackTraces } })
}

let seen: Visit
afterEach(async () => {
  expect(seen.errors).toEqual([])
  expect(seen.foreign).toEqual([])
  await seen.close()
})

const heading = () => seen.page.getByRole('heading', { level: 1 })
const panel = () => seen.page.getByRole('tabpanel').textContent()
const header = () => seen.page.getByRole('article').locator('header').textContent()
const pick = (name: RegExp) => seen.page.getByRole('tab', { name }).click()

async function open(name: string, content: string) {
  seen = await visit()
  await openFiles(seen.page, [file(name, content)])
}

describe('a telemetry ping', () => {
  test('has its annotations, modules and threads', async () => {
    await open('ping.json', telemetryPing(1))
    // The error of the channel takes the place of the stack.
    await expect.poll(() => heading().textContent()).toBe('IPCError-content | ShutDownKill')
    expect(await header()).toContain('Firefox 152.0')
    expect(await header()).toContain('Windows NT')
    expect(await panel()).toContain('EXCEPTION_BREAKPOINT')
    await pick(/Threads/)
    await expect.poll(panel).toContain('Crashing thread 1')
    // 0x7ff650123450 - 0x7ff650000000.
    await expect.poll(panel).toContain('0x0000000000123450')
    await checked(seen.page, 'ping-threads')
    await pick(/Modules/)
    await expect.poll(panel).toContain('loom.dll')
    expect(await panel()).toContain('0x7ff650000000 – 0x7ff650200000')
    await checked(seen.page, 'ping-modules')
    await pick(/Annotations/)
    await expect.poll(panel).toContain('Kite')
  })

  test('says where the thread that crashed is not in it', async () => {
    await open('ping.json', telemetryPing(7))
    await heading().waitFor()
    await pick(/Threads/)
    await expect.poll(panel).toContain('The report says that thread 7 crashed, but holds no such thread.')
    expect(await panel()).not.toContain('Crashing thread')
  })
})

test('a Glean ping is shown, with what it was read as', async () => {
  const [modules, threads] = [MODULES, THREADS].map((list) => JSON.stringify(list))
  const base = modules?.replaceAll('base_addr', 'baseAddress').replaceAll('end_addr', 'endAddress') ?? ''
  const index = threads?.replaceAll('module_index', 'moduleIndex') ?? ''
  const traces = `{"crashThread": 1, "crashType": "SIGSEGV", "modules": ${base}, "threads": ${index}}`
  await open(
    'ping.json',
    `{"client_info": {"os": "Windows"}, "metrics": {"object": {"crash.stack_traces": ${traces}}}}`,
  )
  await expect.poll(header).toContain('Glean crash ping, detected by metrics')
  await expect.poll(() => heading().textContent()).toBe('loom.dll')
  await pick(/Threads/)
  await expect.poll(panel).toContain('Crashing thread 1')
  await expect.poll(panel).toContain('0x0000000000123450')
  await checked(seen.page, 'ping-glean')
})

test('annotations as KEY=VALUE lines are one report, shown as lines', async () => {
  await open('crash.extra', 'ProductName=Firefox\nVersion=152.0\nHang=ui\n')
  await expect.poll(header).toContain('Annotations as KEY=VALUE lines, detected by ProductName')
  expect(await heading().textContent()).toContain('hang: ui')
  await pick(/Lines/)
  await expect.poll(panel).toContain('Version=152.0')
  await checked(seen.page, 'report-lines')
})

test.each([
  ['search.json', '{"hits": [], "total": 0}', /Super Search/],
  ['stack.txt', '#0  0x00007f in raise () from libc.so.6\n#1 abort\n', /a stack as text/],
])('%s is told by name', async (name, content, words) => {
  await open(name, content)
  await expect.poll(() => problems(seen.page).textContent()).toMatch(words)
  expect(await problems(seen.page).textContent()).toContain('What opens here')
})
