// How callers write it; it is only compiled.
import { Collection, Generator, ReportError, SiglistError, init, lint } from 'siggen-wasm'
import type { Explanation, FrameTrail, ListPlace, Siglists } from 'siggen-wasm'

await init(fetch('siggen_bg.wasm'))
const siglists: Siglists = { extend: { prefix_signature_re: 'draw' }, source: 'mine' }
const generator = new Generator(siglists)
const explanation: Explanation = generator.explain('{}', { shape: 'processed', thread: 1 })
const stack = explanation.rules[0]?.stack
const frames: FrameTrail[] = stack?.kind === 'native' ? stack.frames : []
const places: ListPlace[] = frames.flatMap(({ decided_by }) => decided_by ?? [])
export const all = [new Generator({ without: places }), new Collection().diff(generator, generator).changed]

export function offset(error: unknown): number | undefined {
  if (error instanceof ReportError) {
    return error.offset
  }
  return error instanceof SiglistError ? error.line : undefined
}

// @ts-expect-error There is no such list.
lint({ mine: '' })
// @ts-expect-error There is no such shape.
generator.generate('{}', { shape: 'round' })
