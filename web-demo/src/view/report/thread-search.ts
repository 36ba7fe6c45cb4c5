import { createMemo } from 'solid-js'
import type { ThreadSummary } from '../../logic/model'
import type { Engine } from '../../worker/protocol'
import { answer } from '../parts/answer'
import { holds } from './filters'

/** Which threads a filter leaves, by their names and by the functions in them. */
export function createThreadSearch(
  engine: Engine,
  id: number,
  threads: () => readonly ThreadSummary[],
  filter: () => string,
) {
  const counts = answer(
    () => filter().trim() || undefined,
    (text) => engine.frameMatches(id, text),
  )
  const matches = (thread: ThreadSummary) => counts.value?.[thread.index] ?? 0
  const isShown = (thread: ThreadSummary) =>
    holds([thread.name, `thread ${thread.index}`], filter()) || matches(thread) > 0

  return {
    /** How many frames of a thread hold the text. */
    matches,
    shown: createMemo(() => threads().filter(isShown)),
    isDone: () => !counts.loading,
  }
}
