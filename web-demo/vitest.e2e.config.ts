import { defineConfig } from 'vitest/config'

// The built page in a browser. One file after the other: they share the machine's cores with the browser.
export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    globalSetup: './tests/e2e/setup.ts',
    fileParallelism: false,
    // A busy machine is slow; what is there at once is seen at once.
    expect: { poll: { timeout: 10_000, interval: 20 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
