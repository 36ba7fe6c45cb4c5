import { beforeAll, describe, expect, test } from 'vitest'
import { detail } from '../logic/report/labels'
import type { Engine } from './protocol'
import { engineWith, file, open } from './test-inputs'

const LINES = 'ProductName=Firefox\nVersion=152.0\nMozCrashReason=one\\ntwo\nStackTraces={"threads":[{"frames":[]}]}\n'

describe('annotations as KEY=VALUE lines', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = engineWith()
    const { reports, problems } = await open(engine, file('crash.extra', LINES))
    expect(problems).toEqual([])
    expect(reports).toMatchObject([{ name: 'crash.extra', shape: 'raw', product: 'Firefox', version: '152.0' }])
  })

  test('are one report', async () => {
    const view = await engine.view(1)
    expect(view.notation).toBe('key-value')
    expect(detail(view, 'MOZ_CRASH reason')?.value).toBe('one\ntwo')
    expect(view.threads).toHaveLength(1)
    expect((await engine.explanation(1, 'built-in')).input).toEqual({
      shape: 'raw',
      form: 'extra-file',
      detected_by: 'ProductName',
    })
  })

  test('stay lines where they are shown as they are', async () => {
    expect(await engine.raw(1, 0, 2)).toEqual({ total: 4, lines: ['ProductName=Firefox', 'Version=152.0'] })
    expect(await engine.rawSearch(1, 'mozcrash')).toEqual([2])
    const original = await engine.original(1)
    expect([original.type, await original.text()]).toEqual(['text/plain', LINES])
  })
})

test('a line that is none is told with its place', async () => {
  const { reports, problems } = await open(engineWith(), file('crash.extra', 'ProductName=Firefox\nkite\n'))
  expect(reports).toEqual([])
  expect(problems).toMatchObject([{ message: expect.stringContaining('line 2, column 1') as unknown }])
})
