/** Cuts a signature behind its ` | ` and `::`, where a line may break. Put together, the pieces are the text. */
export function breaks(text: string): string[] {
  return text.split(/(?<= \| |::)/)
}
