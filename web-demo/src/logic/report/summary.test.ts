import { readdirSync, readFileSync } from 'node:fs'
import { shapeOf } from 'siggen-wasm'
import { expect, it } from 'vitest'
import type { Shape } from '../model'
import { detail } from './labels'
import { readReport } from './read'
import { summarize } from './summary'

const FOLDER = new URL('../../../../testdata/crashes/', import.meta.url)
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && name !== 'expected.json')

function inView(document: unknown, shape: Shape) {
  const view = readReport(document, shape)
  const { crashId, storedSignature, product, version, os, date } = view
  const reason =
    (detail(view, 'MOZ_CRASH reason') ?? detail(view, 'Crash reason'))?.value ?? view.javaException[0]?.type
  return { shape, crashId, storedSignature, product, version, os, date, reason }
}

it.each(FILES)('%s in one line is as in its view', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8')
  const document: unknown = JSON.parse(text)
  expect(summarize(document, shapeOf(text))).toEqual(inView(document, shapeOf(text)))
})

it('says what a list shows', () => {
  const document: unknown = JSON.parse(readFileSync(new URL('content-process-windows.json', FOLDER), 'utf8'))
  expect(summarize(document, 'processed')).toEqual({
    shape: 'processed',
    crashId: '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714',
    storedSignature: 'mozilla::detail::InvalidArrayIndex_CRASH | mozilla::dom::TileRing::Rotate',
    product: 'Firefox',
    version: '152.0',
    os: 'Windows 11',
    date: '2026-07-14 09:31:07 UTC',
    reason: 'ElementAt(aIndex = 12, aLength = 12)',
  })
})

it.each([
  [{ submitted_timestamp: '2026-07-14T09:31:07Z' }, { date: '2026-07-14 09:31:07 UTC' }],
  [{ uuid: '6f3a1c52-8b1e-4d0a-9a57-2e41b0260714' }, { date: '2026-07-14' }],
  [{ java_exception: { messages: ['a.BException: c'], stack: [] } }, { reason: 'a.BException' }],
])('%o', (document, expected) => {
  expect(summarize(document, 'processed')).toMatchObject(expected)
  expect(summarize(document, 'processed')).toEqual(inView(document, 'processed'))
})
