import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** Tells the service worker which files there are, and gives it another text whenever one of them changes. */
export function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const worker = bundle['sw.js']
        if (worker?.type !== 'chunk') {
          throw new Error('there is no service worker to tell of the files')
        }
        const hash = createHash('sha256')
        const files = ['./']
        for (const [name, file] of Object.entries(bundle).sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (name === 'sw.js' || name.endsWith('.map')) {
            continue
          }
          hash.update(name).update(file.type === 'chunk' ? file.code : file.source)
          if (name !== 'index.html') {
            files.push(name)
          }
        }
        const known = { files, version: hash.digest('hex').slice(0, 16) }
        worker.code = `self.build = ${JSON.stringify(known)};\n${worker.code}`
      },
    },
  }
}
