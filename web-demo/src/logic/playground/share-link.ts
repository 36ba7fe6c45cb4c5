// What to say about a link that carries edited lists.

/** Longer links are cut off by some programs that pass them on. */
const LONGEST_SAFE = 8000

export interface LinkAdvice {
  text: string
  isLong: boolean
}

export function linkAdvice(length: number): LinkAdvice {
  const characters = `The link is ${length.toLocaleString('en-US')} characters long`
  if (length <= LONGEST_SAFE) {
    return { text: `${characters}.`, isLong: false }
  }
  return {
    text: `${characters}. Mail and chat programs may cut it off: export the lists or copy the patch instead.`,
    isLong: true,
  }
}
