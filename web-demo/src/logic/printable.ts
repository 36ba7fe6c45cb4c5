// Text for people: what a report or a list holds is nobody's to turn the text around it with, or to hide in it.

/**
 * A character that is not shown as one: a control, a separator of lines or paragraphs, what Unicode calls
 * default-ignorable (with the bidirectional controls, zero-width characters and tags), a mark of an annotation, a half of
 * a surrogate pair. The terminal's and Python's rule is the same, but for white space, which does nothing in a page.
 */
export const HIDDEN = /[^\P{Cc}\t\n\r]|[\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu

/** A text with each hidden character in a form that is seen. */
export function printable(text: string): string {
  return text.replace(HIDDEN, seen)
}

/** A hidden character in a form that is seen: `␛`, `\u{202e}`. */
export function seen(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code)
  }
  return code === 0x7f ? '\u2421' : `\\u{${code.toString(16)}}`
}
