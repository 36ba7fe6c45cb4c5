// For tests: a DecompressionStream as browsers have it. Node's own goes on with the next member by itself.

import { createInflateRaw } from 'node:zlib'
import type { Decoder } from './gunzip'

const HEADER = 10
const TRAILER = 8

/** Takes one member with a plain header. Whatever follows it fails, and so does a member that breaks off. */
export function strictDecoder(): Decoder {
  const inflate = createInflateRaw()
  inflate.setMaxListeners(0)
  let header = HEADER
  let hasEnded = false
  let given = 0
  let behind = 0
  return new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array>({
    start(controller) {
      inflate.on('data', (data: Uint8Array) => controller.enqueue(new Uint8Array(data)))
      inflate.on('end', () => (hasEnded = true))
    },
    async transform(chunk) {
      const rest = chunk.subarray(Math.min(header, chunk.length))
      header -= chunk.length - rest.length
      if (!hasEnded && rest.length > 0) {
        given += rest.length
        await new Promise<void>((resolve, reject) => {
          inflate.once('error', reject)
          inflate.write(rest, () => resolve())
        })
        // The end is told a moment later.
        await new Promise((resolve) => setTimeout(resolve, 1))
      } else {
        given += rest.length
      }
      behind = given - inflate.bytesWritten
      if (hasEnded && behind > TRAILER) {
        throw new TypeError('Junk found after end of compressed data.')
      }
    },
    flush() {
      if (!hasEnded || behind < TRAILER) {
        throw new TypeError('Compressed input was truncated.')
      }
    },
  })
}
