import { createMemo } from 'solid-js'
import type { ThreadSummary } from '../../logic/model'
import type { Engine } from '../../worker/protocol'
import { createQuery } from '../shared/query'
import { holds } from './filters'

/** Which threads a filter leaves, by their names and by the functions in them. */
export function createThreadSearch(
  engine: Engine,
  id: number,
  threads: () => readonly ThreadSummary[],
  filter: () => string,
) {
  const sought = () => filter().trim()
  const found = createQuery(
    () => sought() || undefined,
    async (text) => ({ text, counts: await engine.frameMatches(id, text) }),
  )
  // What was found last stays until it is known what the filter finds; without an answer, only names are searched.
  const known = createMemo(() => {
    if (sought() === '') {
      return undefined
    }
    return found.value ?? (found.error === undefined ? undefined : { text: sought(), counts: [] })
  })
  const matches = (thread: ThreadSummary) => known()?.counts[thread.index] ?? 0
  const isShown = (thread: ThreadSummary) =>
    holds([thread.name, `thread ${thread.index}`], known()?.text ?? '') || matches(thread) > 0

  return {
    /** How many frames of a thread hold the text. */
    matches,
    shown: createMemo(() => threads().filter(isShown)),
    isDone: () => sought() === '' || known()?.text === sought(),
  }
}
