// Times the npm package: PACKAGE FILE… are its folder and files with a crash a line.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [folder, ...files] = process.argv.slice(1)
const begin = performance.now()
const { Generator } = await import(pathToFileURL(`${folder}/node.js`))
const generator = new Generator()
const start = performance.now() - begin

const texts = files.map((file) => readFileSync(file))
let generate = texts.length > 0 ? Infinity : undefined
// Engines compile anew what turns out to be called often, so the first rounds are slower.
for (let round = 0; round < 60 && texts.length > 0; round += 1) {
  const from = performance.now()
  for (const text of texts) generator.generateMany(text)
  generate = Math.min(generate, (performance.now() - from) / 1000)
}
console.log(JSON.stringify({ start, generate }))
