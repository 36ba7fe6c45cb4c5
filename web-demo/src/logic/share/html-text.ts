// Pieces of HTML. What is put into one is escaped unless it is a piece itself, so that nothing can be forgotten.

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

/** A text as HTML. Control characters and those that turn the direction of writing are shown as a sign. */
export function escaped(text: string): string {
  return text
    .replace(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
