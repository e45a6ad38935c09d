/** The whole way by script: the README's own commands, run as they stand there. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Platform } from '../platform.ts';
import { type Environment, program, run } from '../process.ts';

async function scriptOfReadme(): Promise<string> {
  const readme = await readFile(join(program, 'README.md'), 'utf8');
  const script = /<!-- script: .*? -->\n```bash\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!script) throw new Error('the README has no script');
  return script;
}

/** `DATA_DIR` is where the platform keeps the keys that sign tokens. */
export function checkScript(platform: () => Platform, dataDirectory: () => string): void {
  it('leads from the draft to the end of the grant, as the README says', async () => {
    const { url, port } = platform();
    await runScript(url, { PORT: String(port), DATA_DIR: dataDirectory() });
  }, 60_000);
}

/** Runs it against a platform at `url`; `settings` are those with which tokens are good there. */
export async function runScript(url: string, settings: Environment): Promise<void> {
  const script = (await scriptOfReadme()).replace('http://localhost:4321', url);
  const { code, output } = await run('bash', ['-c', script], settings).ended;
  expect(code, output).toBe(0);
  const lines = output.trimEnd().split('\n');
  const plain = lines.filter((line) => /^[a-z0-9]+$/.test(line));
  expect(plain, output).toEqual([
    ...['submitted', 'returned', 'submitted', 'accepted', 'approved', 'active'],
    ...['200', '400', 'revoked', '403'],
  ]);
  const [rows, unknown, ended] = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  expect(rows.data).toHaveLength(2);
  for (const row of rows.data) expect(Object.keys(row)).toEqual(['name', 'status']);
  expect(unknown.errors).toMatchObject([{ field: 'revenue_band__exact', allowed: ['name', 'status'] }]);
  expect(ended.code).toBe('grant-ended');
}
