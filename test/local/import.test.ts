/** The command, as it is called: what it writes, what it leaves alone, how it ends. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../functions/domain/dataset.ts';
import { importCatalogue } from '../../functions/local/import-command.ts';
import { merged } from '../../functions/local/import-plan.ts';
import { faultLines } from '../../functions/local/import-report.ts';
import { openDirectory, shipped, written } from '../service/national-record/importing.ts';

const directory = openDirectory();
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** The command in this process, and what it says. */
async function run(...args: string[]): Promise<{ readonly code: number; readonly said: string }> {
  const lines: string[] = [];
  const code = await importCatalogue(args, {}, (text) => lines.push(text));
  return { code, said: lines.join('\n') };
}

const descriptor = (to: string, id: string): Dataset =>
  JSON.parse(readFileSync(join(to, id, 'dataset.json'), 'utf8')) as Dataset;

describe('npm run import', () => {
  it('writes descriptors, and replaces nothing without being asked', async () => {
    const to = join(directory, 'to');
    const given = shipped.slice(0, 3);
    const [first] = given as [Dataset];
    const path = await written(directory, given, 'xlsx');
    const trial = await run(path, '--to', to, '--dry-run');
    expect([trial.code, existsSync(to)]).toEqual([0, false]);
    const { code, said } = await run(path, '--to', to);
    expect(code, said).toBe(0);
    expect(readdirSync(to).sort()).toEqual(given.map(({ id }) => id).sort());
    expect(readdirSync(join(to, first.id))).toEqual(['dataset.json']);
    expect(descriptor(to, first.id).title).toBe(first.title);

    const kept = { ...descriptor(to, first.id), title: '另一名称', attachments: [{ path: 'a.pdf' }] };
    writeFileSync(join(to, first.id, 'dataset.json'), JSON.stringify(kept));
    const refused = await run(path, '--to', to);
    expect([refused.code, descriptor(to, first.id).title]).toEqual([1, '另一名称']);
    expect(refused.said).toMatch(/没有写入任何文件[\s\S]*--overwrite/);
    expect((await run(path, '--to', to, '--overwrite')).code).toBe(0);
    expect(descriptor(to, first.id)).toMatchObject({ title: first.title, attachments: [{ path: 'a.pdf' }] });
  });

  it('writes nothing where something is wrong, or what holds when told to', async () => {
    const [one, two] = shipped as [Dataset, Dataset];
    const to = join(directory, 'skipped');
    const path = await written(directory, [one, { ...two, description: '太短' }], 'json');
    const { code, said } = await run(path, '--to', to);
    expect([code, existsSync(to)]).toEqual([1, false]);
    expect(said).toMatch(
      /^x resources\[1\]\.description 信息资源摘要 \[not-allowed\]\n {4}.*50 至 5000 字.*\n {4}must be/,
    );
    expect((await run(path, '--to', to, '--skip-bad')).code).toBe(1);
    expect(readdirSync(to)).toEqual([one.id]);
  });

  it('ends with 2 where the call is off', async () => {
    for (const args of [[], ['a.csv'], ['nothing.xlsx'], ['a.xml', '--wrong']])
      expect((await run(...args)).code, args.join(' ')).toBe(2);
    mkdirSync(join(directory, 'dir.json'));
    expect((await run(join(directory, 'dir.json'))).code).toBe(2);
  });
});

it('what a file says of itself cannot speak to the terminal', () => {
  const fault = { at: 'resources[0].\u001B[2J\n\u202E', code: 'unknown-member', zh: '改正', en: 'mend' };
  expect(faultLines(fault)).toBe('x resources[0].[2J [unknown-member]\n    改正\n    mend');
});

it('what the record does not carry stays: how a file is read, a generator', () => {
  const existing = {
    title: 'a',
    note: 'gone',
    data: { path: 'a.csv', encoding: 'gb18030' },
    sharing: { type: 'unconditional', method: 'x' },
    attachments: [],
  };
  expect(merged(existing, { title: 'b', data: { path: 'b.csv' }, sharing: { type: 'withheld' } })).toEqual({
    title: 'b',
    data: { path: 'b.csv', encoding: 'gb18030' },
    sharing: { type: 'withheld' },
    attachments: [],
  });
  expect(merged({ data: { generate: 'g', rows: 1, seed: 1 } }, {}).data).toEqual({
    generate: 'g',
    rows: 1,
    seed: 1,
  });
});
