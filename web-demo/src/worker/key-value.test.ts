import * as siggen from 'siggen-wasm'
import { beforeAll, describe, expect, test } from 'vitest'
import { detail } from '../logic/report/labels'
import { readKeyValue } from '../logic/open/key-value'
import { createEngine } from './engine'
import type { Engine } from './protocol'
import { file, open } from './test-inputs'

const LINES = 'ProductName=Firefox\nVersion=152.0\nMozCrashReason=one\\ntwo\nStackTraces={"threads":[{"frames":[]}]}\n'

/** The reports as JSON, in which every version of the package reads them. */
function asJson(report: siggen.Report): string {
  return JSON.stringify(readKeyValue(typeof report === 'string' ? report : new TextDecoder().decode(report)))
}

class Collection extends siggen.Collection {
  override add(report: siggen.Report): number {
    return super.add(asJson(report))
  }
}

describe('annotations as KEY=VALUE lines', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = createEngine({ ...siggen, Collection, shapeOf: (report) => siggen.shapeOf(asJson(report)) })
    const { reports, problems } = await open(engine, file('crash.extra', LINES))
    expect(problems).toEqual([])
    expect(reports).toMatchObject([{ name: 'crash.extra', shape: 'raw', product: 'Firefox', version: '152.0' }])
  })

  test('are one report', async () => {
    const view = await engine.view(1)
    expect(view.notation).toBe('key-value')
    expect(detail(view, 'MOZ_CRASH reason')?.value).toBe('one\ntwo')
    expect(view.threads).toHaveLength(1)
  })

  test('stay lines where they are shown as they are', async () => {
    expect(await engine.raw(1, 0, 2)).toEqual({ total: 4, lines: ['ProductName=Firefox', 'Version=152.0'] })
    expect(await engine.rawSearch(1, 'mozcrash')).toEqual([2])
    const original = await engine.original(1)
    expect([original.type, await original.text()]).toEqual(['text/plain', LINES])
  })
})
