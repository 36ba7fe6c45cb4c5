// Which frames hold a text: by their names, their module and their source, in any case.

import type { FrameRow } from '../model'

/** What frames are found by, thread by thread. */
export type SearchTexts = readonly (readonly string[])[]

export function searchTexts(threads: readonly (readonly FrameRow[])[]): SearchTexts {
  return threads.map((rows) =>
    rows.map(({ displayed, trail, module, source }) =>
      // Nobody types a line break: no match goes from one to the next.
      [displayed, trail?.normalized, module, source?.text].join('\n').toLowerCase(),
    ),
  )
}

/** How many frames of each thread hold the text. */
export function countFrames(texts: SearchTexts, wanted: string): number[] {
  const sought = wanted.trim().toLowerCase()
  return texts.map((frames) => (sought === '' ? 0 : frames.filter((text) => text.includes(sought)).length))
}
