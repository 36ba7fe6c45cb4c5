// What callers give, as the module takes it.
const encoder = new TextEncoder()

/** The bytes of a report. Lone surrogates become U+FFFD. */
export function bytes(report, name = 'a report') {
  if (typeof report === 'string') {
    return encoder.encode(report)
  }
  // Not `instanceof`, since it may come from another window.
  if (Object.prototype.toString.call(report) === '[object Uint8Array]') {
    return report
  }
  throw new TypeError(`${name} must be a Uint8Array or a string`)
}

/** What the module says, with reports named by their indices as numbers. */
export function indexed(made) {
  return { ...made, examples: made.examples.map(Number) }
}

/** The name of a shape, if there is one. */
export function shapeIn(options) {
  const shape = options?.shape
  if (shape === undefined || typeof shape === 'string') {
    return shape
  }
  throw new TypeError('a shape must be one of the names that `shapeOf` returns')
}

/** The index of a thread, if there is one. */
export function threadIn(options) {
  const thread = options?.thread
  if (thread === undefined || (Number.isInteger(thread) && Math.abs(thread) < 2 ** 31)) {
    return thread
  }
  throw new TypeError('a thread must be given by its index')
}
