// Where bytes come from: a file, a pasted text, an address.

import { notReadable, Refusal } from '../logic/open/refusal'
import type { OpenInput } from './protocol'
import { abortError } from './time-slices'

export interface Fetching {
  fetch: typeof fetch
  /** The page's own origin: its examples may be fetched. */
  origin: string
}

export interface Source {
  bytes: AsyncIterable<Uint8Array>
  /** How many bytes these will be, where that is known. */
  size?: number
}

const API = 'https://crash-stats.mozilla.org/api/ProcessedCrash/'
const TEXT_CHUNK = 1024 * 1024

export function nameOf(input: OpenInput): string {
  return input.kind === 'file' ? input.file.name : input.name
}

export async function sourceOf(input: OpenInput, fetching: Fetching, signal: AbortSignal): Promise<Source> {
  switch (input.kind) {
    case 'file':
      return { bytes: chunksOf(input.file.stream(), signal), size: input.file.size }
    case 'text': {
      const bytes = new TextEncoder().encode(input.text)
      return { bytes: cut(bytes), size: bytes.length }
    }
    case 'url':
      return fetched(input.url, fetching, signal)
  }
}

async function* cut(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += TEXT_CHUNK) {
    yield bytes.subarray(start, start + TEXT_CHUNK)
  }
}

async function* chunksOf(stream: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      if (signal.aborted) {
        throw abortError()
      }
      const { value, done } = await reader.read().catch((error: unknown) => {
        throw signal.aborted ? abortError() : notReadable(error instanceof Error ? error.message : String(error))
      })
      if (done) {
        return
      }
      yield value
    }
  } finally {
    // What hasn't been read is not wanted any more.
    reader.cancel().catch(() => undefined)
  }
}

async function fetched(address: string, { fetch, origin }: Fetching, signal: AbortSignal): Promise<Source> {
  if (!isAllowed(address, origin)) {
    throw new Refusal(
      'This page fetches nothing from there: only public reports of Crash Stats, and its own examples',
      'Download the report yourself, then open the file.',
    )
  }
  const response = await fetch(address, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal,
  }).catch(() => {
    throw signal.aborted ? abortError() : blocked()
  })
  if (!response.ok) {
    throw refused(response.status, await reasonIn(response))
  }
  if (response.body === null) {
    return { bytes: cut(new Uint8Array(0)), size: 0 }
  }
  // With an encoding, the length is that of what was sent, not of what comes out here.
  const length = response.headers.get('content-encoding') === null ? response.headers.get('content-length') : null
  const size = length !== null && /^\d+$/.test(length) ? Number(length) : undefined
  const bytes = chunksOf(response.body, signal)
  return size === undefined ? { bytes } : { bytes, size }
}

/** A public report by its id, or something of the page's own. */
function isAllowed(address: string, origin: string): boolean {
  if (!URL.canParse(address)) {
    return false
  }
  const url = new URL(address)
  const isReport = `${url.origin}${url.pathname}` === API && url.searchParams.has('crash_id')
  const isExample = url.origin === origin && origin !== 'null' && /\/examples\/[^/]+$/.test(url.pathname)
  return isReport || isExample
}

function blocked(): Refusal {
  return new Refusal(
    'There was no response: the network is down, or the request was blocked (by a content blocker, a proxy, or the server)',
    'Check whether the URL opens in a tab of its own. If it does, save the report from there and open the file.',
  )
}

function refused(status: number, reason: string | undefined): Refusal {
  const said = reason === undefined ? '' : `: ${reason}`
  switch (status) {
    case 400:
      return new Refusal(`The server rejects the crash id as malformed (status 400)${said}`, 'Copy the whole crash id.')
    case 401:
    case 403:
      return new Refusal(
        `The server doesn't show this report to the public (status ${status})${said}`,
        'Download it there.',
      )
    case 404:
      return new Refusal(
        `There is no such report, or it was not processed yet (status 404)${said}`,
        'Open its page on Crash Stats: that has it processed within a minute or two. Then try again here.',
      )
    case 429:
      return new Refusal(
        `The server allows 100 requests per minute, and there were more (status 429)${said}`,
        'Wait a minute, then try again.',
      )
    default:
      return new Refusal(`The server responded with status ${status}${said}`, 'Try again later.')
  }
}

/** What the server says about it: `{"error": "…"}` or `{"errors": {…}}`. Anything else is no text for people. */
async function reasonIn(response: Response): Promise<string | undefined> {
  try {
    const document: unknown = JSON.parse((await response.text()).slice(0, 4096))
    if (typeof document !== 'object' || document === null) {
      return undefined
    }
    const reason = 'error' in document ? document.error : 'errors' in document ? document.errors : undefined
    return reason === undefined
      ? undefined
      : (typeof reason === 'string' ? reason : JSON.stringify(reason)).slice(0, 300)
  } catch {
    return undefined
  }
}
