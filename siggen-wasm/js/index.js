// For browsers, workers and what bundles for them.
import load from './siggen.js'
import { loaded } from './instance.js'

export * from './api.js'

let loading

export function init(source = new URL('./siggen_bg.wasm', import.meta.url)) {
  loading ??= load({ module_or_path: source }).then(loaded, (error) => {
    // What couldn't be fetched now can perhaps be fetched later.
    loading = undefined
    throw error
  })
  return loading
}
