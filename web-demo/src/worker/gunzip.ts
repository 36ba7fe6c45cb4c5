// Unpacks gzip data of several members, one after the other, as `cat a.gz b.gz` makes them.
//
// A browser's DecompressionStream knows one member: it fails on whatever follows, and doesn't say where that is. So data
// is put to it in pieces that end where another member may start. All that came out is taken before the next piece goes
// in; if that piece then fails, the member before it was whole and a new one starts here. If not, these bytes were
// compressed data by chance, and all goes on.

import { nextTurn } from './time-slices'

export interface Decoder {
  readable: ReadableStream<Uint8Array>
  writable: WritableStream<Uint8Array<ArrayBuffer>>
}

/** What breaks off, or isn't gzip. */
export class GzipError extends Error {
  override name = 'GzipError'
  readonly kind: 'truncated' | 'damaged'

  constructor(kind: 'truncated' | 'damaged') {
    super(kind)
    this.kind = kind
  }
}

/** How much goes in at once: what comes out of it may be lost where the data is damaged. */
const PIECE = 64 * 1024

/** The first bytes of a member: magic, deflate. The byte behind them holds flags, of which five exist. */
const HEADER = [0x1f, 0x8b, 0x08]

export async function* gunzip(
  source: AsyncIterable<Uint8Array>,
  newDecoder: () => Decoder = () => new DecompressionStream('gzip'),
): AsyncGenerator<Uint8Array> {
  let member = new Member(newDecoder())
  try {
    for await (const { bytes, mayStart } of pieces(source)) {
      let hasOutput = false
      try {
        for await (const output of member.write(bytes)) {
          hasOutput = true
          yield output
        }
      } catch (error) {
        if (!(error instanceof GzipError) || !mayStart || hasOutput) {
          throw error
        }
        member.drop()
        member = new Member(newDecoder())
        yield* member.write(bytes)
      }
    }
    yield* member.close()
  } finally {
    member.drop()
  }
}

class Member {
  readonly #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  /** The read that is under way, if one is. */
  #reading: Promise<ReadableStreamReadResult<Uint8Array>> | undefined

  constructor(decoder: Decoder) {
    this.#writer = decoder.writable.getWriter()
    this.#reader = decoder.readable.getReader()
    // A failure shows in what is waited for; here nobody waits.
    this.#writer.closed.catch(ignore)
    this.#reader.closed.catch(ignore)
  }

  /** Takes a piece and gives all that comes out of it. */
  write(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array> {
    return this.#drain(this.#writer.write(bytes), 'damaged')
  }

  close(): AsyncGenerator<Uint8Array> {
    return this.#drain(this.#writer.close(), 'truncated')
  }

  drop(): void {
    this.#writer.abort().catch(ignore)
    this.#reader.cancel().catch(ignore)
  }

  async *#drain(settled: Promise<void>, kind: 'truncated' | 'damaged'): AsyncGenerator<Uint8Array> {
    let isSettled = false
    const settling = settled.then(() => {
      isSettled = true
      return undefined
    })
    settling.catch(ignore)
    for (;;) {
      // Once the piece is in, nothing more comes if nothing comes while everything runs that waits.
      const isLast = isSettled
      const next = await this.#next(isLast ? nextTurn() : settling, kind)
      if (next?.value !== undefined) {
        yield next.value
      } else if (next?.done === true || (next === undefined && isLast)) {
        return
      }
    }
  }

  /** The next output, or undefined when the other promise comes first. */
  async #next(
    other: Promise<undefined>,
    kind: 'truncated' | 'damaged',
  ): Promise<ReadableStreamReadResult<Uint8Array> | undefined> {
    this.#reading ??= this.#reader.read()
    this.#reading.catch(ignore)
    try {
      const next = await Promise.race([this.#reading, other])
      if (next !== undefined) {
        this.#reading = undefined
      }
      return next
    } catch {
      throw new GzipError(kind)
    }
  }
}

function ignore(): void {}

interface Piece {
  bytes: Uint8Array<ArrayBuffer>
  /** Whether another member may start here. */
  mayStart: boolean
}

/** Cuts before whatever looks like the start of a member, and where a piece gets large. */
async function* pieces(source: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let held = new Uint8Array(0)
  for await (const chunk of source) {
    const bytes = new Uint8Array(held.length + chunk.length)
    bytes.set(held)
    bytes.set(chunk, held.length)
    // The last bytes wait for the next chunk: a header may begin in them.
    const last = Math.max(0, bytes.length - HEADER.length)
    let start = 0
    while (start < last) {
      const end = Math.min(nextHeader(bytes, start + 1), start + PIECE, last)
      yield { bytes: bytes.subarray(start, end), mayStart: isHeader(bytes, start) }
      start = end
    }
    held = bytes.slice(start)
  }
  if (held.length > 0) {
    yield { bytes: held, mayStart: false }
  }
}

function nextHeader(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0x1f, from)
  while (at !== -1 && !isHeader(bytes, at)) {
    at = bytes.indexOf(0x1f, at + 1)
  }
  return at === -1 ? bytes.length : at
}

function isHeader(bytes: Uint8Array, at: number): boolean {
  return HEADER.every((byte, offset) => bytes[at + offset] === byte) && (bytes[at + HEADER.length] ?? 0xff) < 0x20
}
