import { expect, test } from 'vitest'
import type { Opened, OpenInput } from './protocol'
import { crash, engineWith, open } from './test-inputs'

const ORIGIN = 'https://siggen.example'
const API = 'https://crash-stats.mozilla.org/api/ProcessedCrash/?crash_id=6f3a1c52-8b1e-4d0a-9a57-2e41b0260714'
const ONE = crash('Kite::fly(int)', 'main')

interface Asked {
  address: string
  options: RequestInit
}

async function fetched(url: string, answer: () => Response | Promise<Response>): Promise<Opened & { asked: Asked[] }> {
  const asked: Asked[] = []
  const fetch: typeof globalThis.fetch = async (address, options = {}) => {
    asked.push({ address: String(address), options })
    return answer()
  }
  const input: OpenInput = { kind: 'url', name: 'Report', url }
  return { ...(await open(engineWith({ fetching: { fetch, origin: ORIGIN } }), input)), asked }
}

test.each([API, `${ORIGIN}/demo/examples/oom-windows.json`])(
  '%s is fetched, and tells nobody who asks',
  async (url) => {
    const { reports, problems, asked } = await fetched(
      url,
      () => new Response(ONE, { headers: { 'content-length': '1' } }),
    )
    expect(problems).toEqual([])
    expect(reports).toMatchObject([{ name: 'Report', signature: 'Kite::fly' }])
    expect(asked).toMatchObject([
      { address: url, options: { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' } },
    ])
  },
)

test.each([
  'https://example.com/examples/a.json',
  `${ORIGIN}/other/a.json`,
  `${ORIGIN}/examples/`,
  'https://crash-stats.mozilla.org/api/RawCrash/?crash_id=1',
  'https://crash-stats.mozilla.org/api/ProcessedCrash/',
  'http://crash-stats.mozilla.org/api/ProcessedCrash/?crash_id=1',
  'https://crash-stats.mozilla.org.example.com/api/ProcessedCrash/?crash_id=1',
  'examples/a.json',
  'file:///examples/a.json',
  '',
])('%j is not fetched', async (url) => {
  const { reports, problems, asked } = await fetched(url, () => new Response(ONE))
  expect(asked).toEqual([])
  expect(reports).toEqual([])
  expect(problems[0]?.message).toContain('fetches nothing from there')
})

test.each([
  [400, '{"errors": {"crash_id": ["bad"]}}', /malformed .*\{"crash_id":\["bad"\]\}$/],
  [403, '', /doesn't show this report/],
  [404, '{"error": "no such crash"}', /no such report, or it was not processed yet .*: no such crash$/],
  [429, '<html>slow down</html>', /100 requests per minute[^<]*$/],
  [502, '[]', /status 502$/],
])('status %i is told', async (status, body, message) => {
  const { reports, problems } = await fetched(API, () => new Response(body, { status }))
  expect(reports).toEqual([])
  expect(problems).toHaveLength(1)
  expect(problems[0]?.message).toMatch(message)
})

test('a request that fails may have been blocked', async () => {
  const { problems } = await fetched(API, () => Promise.reject(new TypeError('Failed to fetch')))
  expect(problems[0]?.message).toContain('blocked')
})

test('an answer that breaks off', async () => {
  const body = (): ReadableStream<Uint8Array> => {
    let isFirst = true
    return new ReadableStream({
      pull(controller) {
        if (isFirst) {
          isFirst = false
          controller.enqueue(new TextEncoder().encode('{"threads": '))
        } else {
          controller.error(new TypeError('network error'))
        }
      },
    })
  }
  const { reports, problems } = await fetched(API, () => new Response(body()))
  expect(reports).toEqual([])
  expect(problems[0]?.message).toContain('network error')
})

test('cancelling stops the request', async () => {
  const controller = new AbortController()
  const fetch: typeof globalThis.fetch = (_, options) =>
    new Promise((_resolve, reject) => {
      options?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
    })
  const engine = engineWith({ fetching: { fetch, origin: ORIGIN } })
  const opening = engine.open([{ kind: 'url', name: 'Report', url: API }], controller.signal, () => {})
  setTimeout(() => controller.abort(), 10)
  await expect(opening).rejects.toMatchObject({ name: 'AbortError' })
})
