// Pieces of HTML. What is put into one is escaped unless it is a piece itself, so that nothing can be forgotten.

import { printable } from '../printable'

/** HTML that is known to be sound. */
export class Html {
  constructor(readonly text: string) {}
}

/** A piece of HTML with texts in it, each of them escaped. Attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const parts = values.map((value) => (value instanceof Html ? value.text : escaped(value)))
  return new Html(String.raw({ raw: strings.map((text) => text) }, ...parts))
}

export function joined(pieces: readonly Html[]): Html {
  return new Html(pieces.map((piece) => piece.text).join('\n'))
}

/** A text as HTML, with hidden characters in a form that is seen. */
export function escaped(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
