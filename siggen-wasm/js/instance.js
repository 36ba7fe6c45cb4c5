// The running module. A trap leaves it unusable, so after one it is started anew.
import * as glue from './siggen.js'
import { PanicError, ofRefusal } from './errors.js'
import { takePanic } from './panic.js'

// Counts the starts. Objects inside the module are of one start only.
let start = 0
let isBroken = false

/** Says that the module has been loaded. */
export function loaded() {
  start = 1
}

/** Calls into the module. What it refuses, and what it breaks at, comes out as an error. */
export function call(work) {
  if (start === 0) {
    throw new Error('siggen-wasm is not loaded yet: call `await init()` first')
  }
  // Where starting anew failed, for want of memory, there may be some now.
  if (isBroken) {
    restart()
  }
  try {
    return work(glue, start)
  } catch (error) {
    if (typeof error === 'string') {
      throw ofRefusal(error)
    }
    if (!isTrap(error)) {
      throw error
    }
    isBroken = true
    const panic = takePanic() ?? `${error.message}; this happens where memory runs out`
    try {
      restart()
    } catch {
      // The next call tries again.
    }
    throw new PanicError(`siggen panicked: ${panic}`, { cause: error })
  }
}

function restart() {
  glue.__wbg_reset_state()
  start += 1
  isBroken = false
}

/** Whether the module trapped, or ran out of stack or memory: engines have several errors for that. */
function isTrap(error) {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === 'InternalError'
}
