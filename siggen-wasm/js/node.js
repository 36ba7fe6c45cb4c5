// For Node: the file lies beside this one, and is loaded at once.
import { readFileSync } from 'node:fs'
import { initSync } from './siggen.js'
import { loaded } from './instance.js'

export * from './api.js'

initSync({ module: new WebAssembly.Module(readFileSync(new URL('./siggen_bg.wasm', import.meta.url))) })
loaded()

export async function init() {}
