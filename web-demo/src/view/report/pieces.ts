// Texts cut into pieces, some of them marked.

export interface Piece {
  text: string
  isMarked: boolean
}

/** Cuts a text where a span of its UTF-8 begins and ends. A span that doesn't fit marks nothing. */
export function spanPieces(text: string, span: { start: number; end: number }): Piece[] {
  const bytes = new TextEncoder().encode(text)
  const { start, end } = span
  if (!(start >= 0 && start < end && end <= bytes.length)) {
    return [{ text, isMarked: false }]
  }
  const decoder = new TextDecoder()
  const pieces = [
    { text: decoder.decode(bytes.subarray(0, start)), isMarked: false },
    { text: decoder.decode(bytes.subarray(start, end)), isMarked: true },
    { text: decoder.decode(bytes.subarray(end)), isMarked: false },
  ]
  return pieces.filter((piece) => piece.text !== '')
}

/** Marks a text wherever it holds another one, in any case. */
export function foundPieces(text: string, sought: string): Piece[] {
  const needle = sought.toLowerCase()
  const hay = text.toLowerCase()
  // Letters whose other case has another length would shift all that follows.
  if (needle === '' || hay.length !== text.length) {
    return [{ text, isMarked: false }]
  }
  const pieces: Piece[] = []
  let done = 0
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, done)) {
    if (at > done) {
      pieces.push({ text: text.slice(done, at), isMarked: false })
    }
    done = at + needle.length
    pieces.push({ text: text.slice(at, done), isMarked: true })
  }
  if (done < text.length || pieces.length === 0) {
    pieces.push({ text: text.slice(done), isMarked: false })
  }
  return pieces
}
