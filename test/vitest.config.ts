import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', new URL('support/closing-line.ts', import.meta.url).pathname],
    // A skipped test is a failure in CI: see closing-line.ts.
    allowOnly: false,
  },
});
