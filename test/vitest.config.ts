import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Node keeps what it compiled: most processes of the tests, and there are hundreds, load the same modules. */
process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/compiled');

/** The suite of the API, which runs twice: on one machine and through the functions. */
const api = ['test/routes/**/*.test.ts'];
/** Files that leave nothing behind in their process share one, and what is imported into it. */
const sharing = [
  'test/{domain,service,store,datasets,telemetry}/**/*.test.ts',
  'test/{local,site}/!(portal|publication-crash|broken-off|production).test.ts',
  'test/lambda/{addresses,http,timetable}.test.ts',
];

/** Everything under `test/` runs in Node; tests wait for servers and disks a third of their time, so that three processes fill two cores. */
export default defineConfig({
  root,
  test: {
    environment: 'node',
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    sequence: { hooks: 'stack' },
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: [...api, ...sharing] },
      },
      { extends: true, test: { name: 'sharing', include: sharing, isolate: false } },
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
