// What was taken out of a sequence and put into it, with as much as possible left alone.

export type Step = { kind: 'same'; before: number; after: number } | Removed | Added

interface Removed {
  kind: 'removed'
  /** Index in the sequence before. */
  before: number
}

interface Added {
  kind: 'added'
  /** Index in the sequence after. */
  after: number
}

/** A table larger than this takes too long to fill while somebody types; the middle then counts as replaced. */
const MOST_CELLS = 4_000_000

/** The steps from one sequence to the other, in order; at each place what is removed comes before what is added. */
export function sequenceDiff(before: readonly string[], after: readonly string[]): Step[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start += 1
  }
  let endBefore = before.length
  let endAfter = after.length
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1
    endAfter -= 1
  }

  const steps: Step[] = []
  for (let index = 0; index < start; index += 1) {
    steps.push({ kind: 'same', before: index, after: index })
  }
  for (const step of middle(before, after, start, endBefore, endAfter)) {
    steps.push(step)
  }
  for (let index = 0; endBefore + index < before.length; index += 1) {
    steps.push({ kind: 'same', before: endBefore + index, after: endAfter + index })
  }
  return steps
}

/** By the longest common subsequence of what is between the common beginning and the common end. */
function middle(
  before: readonly string[],
  after: readonly string[],
  start: number,
  endBefore: number,
  endAfter: number,
): Step[] {
  const height = endBefore - start
  const width = endAfter - start
  const isTooLarge = (height + 1) * (width + 1) > MOST_CELLS
  const common = isTooLarge ? undefined : commonLengths(before, after, start, height, width)
  const at = (row: number, column: number) => common?.[row * (width + 1) + column] ?? 0

  const steps: Step[] = []
  let row = 0
  let column = 0
  let added: Step[] = []
  const flush = () => {
    for (const step of added) {
      steps.push(step)
    }
    added = []
  }
  while (row < height || column < width) {
    const isSame = row < height && column < width && before[start + row] === after[start + column]
    if (common && isSame) {
      flush()
      steps.push({ kind: 'same', before: start + row, after: start + column })
      row += 1
      column += 1
    } else if (row < height && (column === width || at(row + 1, column) >= at(row, column + 1))) {
      steps.push({ kind: 'removed', before: start + row })
      row += 1
    } else {
      added.push({ kind: 'added', after: start + column })
      column += 1
    }
  }
  flush()
  return steps
}

/** For each pair of places, how long the longest common subsequence of what follows is. */
function commonLengths(
  before: readonly string[],
  after: readonly string[],
  start: number,
  height: number,
  width: number,
): Uint32Array {
  const cells = new Uint32Array((height + 1) * (width + 1))
  for (let row = height - 1; row >= 0; row -= 1) {
    for (let column = width - 1; column >= 0; column -= 1) {
      const below = cells[(row + 1) * (width + 1) + column] ?? 0
      const right = cells[row * (width + 1) + column + 1] ?? 0
      const diagonal = cells[(row + 1) * (width + 1) + column + 1] ?? 0
      const isSame = before[start + row] === after[start + column]
      cells[row * (width + 1) + column] = isSame ? diagonal + 1 : Math.max(below, right)
    }
  }
  return cells
}
