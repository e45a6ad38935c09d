import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The suite of the API. Its files share what they import, so that running it twice costs half as much. */
const api = ['test/routes/**/*.test.ts'];

/** Everything under `test/` runs in Node; two worker processes suit the two cores the project is measured on. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    sequence: { hooks: 'stack' },
    reporters: ['default'],
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'], exclude: api } },
      {
        extends: true,
        test: { name: 'machine', include: api, isolate: false, setupFiles: ['test/support/path/machine.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'functions',
          include: api,
          isolate: false,
          globalSetup: ['test/support/path/emulators.ts'],
          setupFiles: ['test/support/path/functions.ts'],
        },
      },
    ],
  },
});
