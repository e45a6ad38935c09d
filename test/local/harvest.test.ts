import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPortal, type Portal } from '../service/harvest/portal.ts';

const program = join(import.meta.dirname, '../../functions/local/harvest.ts');
const directory = mkdtempSync(join(tmpdir(), 'harvest-command-'));
let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(async () => {
  await portal[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

function run(...options: string[]): Promise<{ code: number; out: string[]; told: string[] }> {
  const env = { ...process.env, DATA_DIR: join(directory, 'data') };
  const lines = (text: string) => text.trimEnd().split('\n');
  return new Promise((resolve) => {
    const args = ['--disable-warning=ExperimentalWarning', program, ...options];
    execFile(process.execPath, args, { env }, (error, out, told) =>
      resolve({ code: Number(error?.code ?? 0), out: lines(out), told: lines(told) }),
    );
  });
}
const file = (name: string, value: object): string => {
  writeFileSync(join(directory, name), JSON.stringify(value));
  return join(directory, name);
};

it('npm run harvest: reads, lists, rejects, accepts and writes; says what is off', async () => {
  const description =
    '长春市各公园绿地的名称、位置和面积，由市园林部门每年核对一次，供公众查询和再利用，使用时请注明来源。'.padEnd(
      60,
      '。',
    );
  const dataset = ['parks', 'trees'].map((identifier) => ({
    ...{
      identifier,
      title: `公园 \u001b[2J${identifier}`,
      description,
      keyword: ['公园'],
      accessLevel: 'public',
    },
    ...{
      issued: '2025-01-01',
      modified: '2026-01-01',
      license: 'https://creativecommons.org/licenses/by/4.0/',
    },
    distribution: [{ downloadURL: 'https://city.example/parks.csv', format: 'CSV' }],
  }));
  portal.answer = () => Response.json({ dataset: [...dataset, { title: '无标识' }] });
  const url = `${portal.url}/data.json`;

  const refused = await run(url);
  expect([refused.code, refused.told]).toEqual([2, [`${url} is not read: port`]]);
  const complement = file('complement.json', {
    ...{ sharing: { type: 'unconditional' }, acquisition: 'produced', dataLevel: 'general', theme: '216' },
    ...{ updateCycle: 'yearly', spatial: { code: '220100', name: '长春市' } },
  });
  const wrong = await run(
    url,
    '--allow-private',
    '--complete',
    file('wrong.json', { title: '一', theme: '9' }),
  );
  expect([wrong.code, wrong.told.slice(1).map((line) => line.split(':')[0]?.trim())]).toEqual([
    2,
    ['theme', 'title'],
  ]);

  const options = [
    '--allow-private',
    '--name',
    'changchun',
    '--agency',
    'transport',
    '--complete',
    complement,
  ];
  const first = await run(url, ...options);
  expect(first.code).toBe(1);
  expect(first.told).toEqual([
    '  changchun: page 1, 3 records',
    '! changchun: 2 new, 0 changed, 0 returned, 0 unchanged, 0 gone, 1 bad; 1 pages, 0 of them not sent again',
    '    bad: page 1, "": no-identifier',
    '    not everything could be told apart, so nothing was marked as gone',
    '  2 to review: npm run harvest -- --list changchun',
  ]);

  portal.answer = () => Response.json({ dataset });
  // What was said of the source once holds.
  expect((await run(url, '--allow-private')).code).toBe(0);
  const listed = await run('--list', 'changchun');
  expect(listed.out.slice(2)).toEqual([
    'to-review  changchun/parks  "公园 [2Jparks"',
    'to-review  changchun/trees  "公园 [2Jtrees"',
  ]);
  // Nothing that a source says steers the terminal.
  expect((await run('--show', 'changchun/parks')).out.join('')).toContain('\\u001b[2J');

  const rejected = await run('--reject', 'changchun/trees', '--reason', '不是数据');
  expect([rejected.code, rejected.told]).toEqual([0, ['+ changchun/trees: rejected']]);
  const early = await run('--accept', 'changchun/parks');
  expect([early.code, early.told[1]?.trim().split(':')[0]]).toEqual([1, 'code']);
  const to = join(directory, 'accepted');
  const corrections = file('corrections.json', { code: '307008001/9', title: '公园' });
  const accepted = await run('--accept', 'changchun/parks', '--with', corrections, '--to', to);
  expect([accepted.code, accepted.told.slice(0, 2)]).toEqual([
    0,
    ['+ changchun/parks: accepted', `+ ${join(to, 'changchun--parks')}`],
  ]);
  expect((await run('--accept', 'changchun/../parks')).code).toBe(2);
}, 90_000);
