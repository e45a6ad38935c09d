import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ensureSstPlatform, root } from './sst-platform.ts';

beforeAll(ensureSstPlatform, 120_000);

/** What TypeScript finds, as lines such as `sst.config.ts(3,1): error …`; SST's own sources are written for other rules. */
async function findings(project: string): Promise<readonly string[]> {
  const compiler = join(root, 'node_modules/.bin/tsc');
  const known = join(root, 'node_modules/.cache/infrastructure.tsbuildinfo');
  const output = await new Promise<string>((resolve, reject) =>
    execFile(
      compiler,
      ['--noEmit', '--project', project, '--incremental', '--tsBuildInfoFile', known],
      { cwd: root, maxBuffer: 2 ** 26 },
      (error, stdout) => (error && typeof error.code !== 'number' ? reject(error) : resolve(stdout)),
    ),
  );
  const foreign = /^(?:\s|\.sst\/|node_modules\/)/;
  return output.split('\n').filter((line) => line !== '' && !foreign.test(line));
}

test('the configuration has the types of SST’s platform, which refuse what is wrong', async () => {
  expect(await findings('test/infrastructure/tsconfig.json')).toEqual([]);
}, 120_000);
