// The worker's entry: loads the module, then answers calls.

import * as siggen from 'siggen-wasm'
import { createEngine } from './engine'
import { serve } from './rpc'

serve(self, async (firstId) => {
  await siggen.init()
  return createEngine(siggen, { firstId, fetching: { fetch: self.fetch.bind(self), origin: self.location.origin } })
})
