import { fileURLToPath } from 'node:url'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { examples } from './build/examples.ts'
import { offline } from './build/offline.ts'
import { policy } from './build/policy.ts'

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  // Relative addresses, so that it works from any folder of any static host.
  base: './',
  plugins: [solid(), examples(), policy(), offline()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // How long each part of the bundler took is nothing to warn of.
      checks: { bundlerTimings: false },
      input: { page: file('index.html'), sw: file('src/offline/sw.ts') },
      output: {
        // A service worker serves the folder that it lies in, and is looked for by its name.
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node', testTimeout: 60_000 },
})
