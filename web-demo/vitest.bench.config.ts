import { defineConfig } from 'vitest/config'

// Figures of the built page in a browser: printed, never a reason to fail.
export default defineConfig({
  test: {
    include: ['tests/bench/**/*.bench.ts'],
    environment: 'node',
    globalSetup: './tests/e2e/setup.ts',
    fileParallelism: false,
    testTimeout: 120_000,
    reporters: ['dot'],
    disableConsoleIntercept: true,
  },
})
