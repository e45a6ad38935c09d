import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Everything under `test/` runs in Node; two worker processes suit the two cores the project is measured on. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    sequence: { hooks: 'stack' },
    reporters: ['default'],
  },
});
