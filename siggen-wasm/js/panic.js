// What the last panic said. The module calls this before it traps.
let last

export function panicked(message) {
  last = message
}

/** Gives the message once. */
export function takePanic() {
  const message = last
  last = undefined
  return message
}
