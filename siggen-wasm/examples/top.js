// The most frequent signatures of a file of crash reports, and what an edit of the lists does to them.
//
//   node top.js reports.ndjson [ENTRY]
//
// ENTRY is an entry to add to the prefix list, such as `kite::copy`.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { Collection, Generator, init } from 'siggen-wasm'

/** Lines of text about a file of reports, one report a line. */
export async function* top(path, entry, shown = 10) {
  await init()
  // Reports are kept reduced to what signatures depend on, so that many fit.
  const collection = new Collection()
  let line = 0
  for await (const report of createInterface({ input: createReadStream(path) })) {
    line += 1
    if (report.trim() === '') {
      continue
    }
    try {
      collection.add(report)
    } catch (error) {
      yield `line ${line}: ${error.message}`
    }
  }
  const generator = new Generator()
  const counts = new Map()
  for (const signature of collection.signatures(generator)) {
    counts.set(signature, (counts.get(signature) ?? 0) + 1)
  }
  const ranked = [...counts].toSorted(([, one], [, other]) => other - one)
  for (const [signature, count] of ranked.slice(0, shown)) {
    yield `${count} ${signature}`
  }

  if (entry === undefined) {
    return
  }
  const edited = new Generator({ extend: { prefix_signature_re: entry } })
  const diff = collection.diff(generator, edited)
  yield `${diff.changed} of ${diff.crashes} would change:`
  for (const { before, after, crashes } of diff.migrations) {
    yield `${crashes} ${before} -> ${after}`
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [path, entry] = process.argv.slice(2)
  if (path === undefined) {
    throw new Error('usage: node top.js reports.ndjson [ENTRY]')
  }
  for await (const line of top(path, entry)) {
    process.stdout.write(`${line}\n`)
  }
}
