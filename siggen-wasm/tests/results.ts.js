// Writes results of the corpus as TypeScript, so that the compiler compares them with the package's types: a member
// that the types don't know is an error, and so is one that they promise and that isn't there.
import { writeFileSync } from 'node:fs'
import * as siggen from 'siggen-wasm'
import { CASES, bytes, customLists, files, read } from './corpus.js'

const lines = ["import type * as siggen from 'siggen-wasm'"]
const check = (value, type) => lines.push(`;(${JSON.stringify(value)}) satisfies ${type}`)

const generator = new siggen.Generator()
for (const path of CASES) {
  const own = path.startsWith('siglists/') ? new siggen.Generator({ replace: customLists() }) : generator
  for (const { crash } of read(path).cases) {
    const report = JSON.stringify(crash)
    check(own.generate(report), 'siggen.Result')
    check(own.explain(report), 'siggen.Explanation')
  }
}
const collection = new siggen.Collection()
for (const file of files('crashes')) {
  check(generator.explain(bytes(`crashes/${file}`)), 'siggen.Explanation')
  collection.add(bytes(`crashes/${file}`))
}
check(generator.generateMany('[{}, 1, {"threads": }]'), '(siggen.Result | siggen.Failed)[]')
check(collection.diff(generator, new siggen.Generator({ replace: {} })), 'siggen.Diff')
check(collection.coverage(generator, { without: true }), 'siggen.Coverage')
check(
  siggen.lint({
    prefix_signature_re: 'a(\nmemcpy_s\nmemcpy\nmemcpy\n.*\nfree(\\(|$)\nb.*',
    signature_sentinels: 'a.*',
  }),
  'siggen.Finding[]',
)
check(siggen.rules(), 'siggen.RuleInfo[]')
check(siggen.builtInSiglists(), 'Record<siggen.ListName, string>')
check(siggen.items(Buffer.from('[1]')), 'siggen.Range[]')
writeFileSync(process.argv[2], lines.join('\n') + '\n')
