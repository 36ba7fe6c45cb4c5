// The four lists, for people.

import type { ListName } from 'siggen-wasm'

export interface ListTitle {
  name: ListName
  title: string
  /** What a line of it does, in one sentence. */
  explanation: string
}

export const listTitles: readonly ListTitle[] = [
  {
    name: 'signature_sentinels',
    title: 'Sentinels',
    explanation: 'The earliest frame on the stack that equals an entry is where the signature starts.',
  },
  {
    name: 'irrelevant_signature_re',
    title: 'Irrelevant frames',
    explanation: 'A frame that an entry matches is left out of the signature.',
  },
  {
    name: 'prefix_signature_re',
    title: 'Prefix frames',
    explanation: 'A frame that an entry matches is kept, and the signature continues with the next frame.',
  },
  {
    name: 'signatures_with_line_numbers_re',
    title: 'Frames with line numbers',
    explanation: 'A frame that an entry matches gets its source line number appended.',
  },
]

export const listNames: readonly ListName[] = listTitles.map(({ name }) => name)

export function titleOf(name: ListName): string {
  return listTitles.find((list) => list.name === name)?.title ?? name
}
