/** What the package gives. It is handed in, so that tests can hand in what they like. */
export type Siggen = typeof import('siggen-wasm')
