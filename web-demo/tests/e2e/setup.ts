import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { serve } from './server'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the page, in a folder of its host. */
    address: string
    /** Where to reach the browser. */
    browser: string
    /** Folder of the built page. */
    folder: string
  }
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Serves the built page and starts a browser, for all tests together. */
export default async function setup(project: TestProject) {
  const folder = process.env.SIGGEN_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url))
  if (!existsSync(folder)) {
    throw new Error('there is no built page: `npm run build` makes it')
  }
  const { server, address } = await serve(folder, '/a/folder/')
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const browser = await chromium.launchServer({ executablePath, args: FLAGS })
  project.provide('address', address)
  project.provide('browser', browser.wsEndpoint())
  project.provide('folder', folder)
  return async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
}
