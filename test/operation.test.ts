/** What the documents of operation say, held against the program: names, commands, examples, arithmetic. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settings as deploySettings, readSettings } from '../functions/infrastructure/settings.ts';
import { readProductionConfig } from '../functions/local/production.ts';
import { settings } from '../functions/settings.ts';
import packageDocument from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const machine = read('functions/local/README.md');
const cloud = read('functions/infrastructure/README.md');
const documents = [
  ['functions/local/README.md', machine],
  ['functions/infrastructure/README.md', cloud],
] as const;

/** The code after `<!-- name: -->`. */
function block(document: string, name: string): string {
  const [, code] = document.split(`<!-- ${name}`)[1]?.match(/-->\n```\w+\n([\s\S]*?)```/) ?? [];
  if (code === undefined) throw new Error(`there is no example ${name}`);
  return code;
}
const entriesOf = (lines: string): Record<string, string> =>
  Object.fromEntries(
    [...lines.matchAll(/(?:^|\s)([A-Z][A-Z0-9_]+)=(\S*)/g)].map(([, name, value]) => [name, value]),
  );

describe.each(documents)('%s', (path, document) => {
  it('names only commands that exist', () => {
    for (const [, name = ''] of document.matchAll(/npm run (?:-s )?([a-z][\w:]*)/g))
      expect(Object.keys(packageDocument.scripts)).toContain(name);
  });

  it('names only files that exist, and headings that are there', () => {
    const named = [...document.matchAll(/`((?:functions|test|site|datasets)\/[\w./-]+)`/g)];
    for (const [, file = ''] of named) expect(existsSync(join(root, file)), file).toBe(true);
    for (const [, file = '', heading = ''] of document.matchAll(/\]\(((?!http)[^)#]*)#?([^)]*)\)/g)) {
      const target = file === '' ? join(root, path) : join(root, dirname(path), file);
      expect(existsSync(target), target).toBe(true);
      if (heading !== '') expect(headings(readFileSync(target, 'utf8'))).toContain(heading);
    }
  });

  it('names only settings that exist', () => {
    const known = [...Object.keys(settings), ...Object.keys(deploySettings)];
    const named = [...document.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)(?:=[^`]*)?`/g)].map(
      ([, name = '']) => name,
    );
    for (const name of named) if (!name.startsWith('AWS_')) expect(known).toContain(name);
  });
});

/** As GitHub makes them. */
const headings = (document: string): string[] =>
  [...document.matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the example of one machine', () => {
  const unit = block(machine, 'unit: open-data@.service');
  const socket = block(machine, 'unit: open-data.socket');

  it('has settings that npm run serve takes', () => {
    expect(readProductionConfig(entriesOf(block(machine, 'settings')))).toMatchObject({ outcome: 'valid' });
  });

  it('starts what npm run serve starts, and waits longer than a stop takes', () => {
    const command = /^ExecStart=\S+\/node (.*)$/m.exec(unit)?.[1];
    expect(packageDocument.scripts.serve).toBe(`exec node ${command}`);
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(
      Number(settings.STOP_SECONDS.fallback),
    );
  });

  it('has one port in socket and proxies, the default one', () => {
    const address = `127.0.0.1:${settings.PORT.fallback}`;
    expect(socket).toContain(`ListenStream=${address}\n`);
    expect(block(machine, 'proxy: nginx')).toContain(`server ${address};`);
    expect(block(machine, 'proxy: caddy')).toContain(`reverse_proxy ${address} {`);
  });

  it('lets the largest upload through the proxies', () => {
    const most = 2 * 1024 ** 3;
    const [, nginx] = /client_max_body_size (\d+)m;/.exec(block(machine, 'proxy: nginx')) ?? [];
    const [, caddy] = /max_size (\d+)MiB/.exec(block(machine, 'proxy: caddy')) ?? [];
    for (const mebibytes of [nginx, caddy]) expect(Number(mebibytes) * 1024 ** 2).toBeGreaterThan(most);
  });
});

describe('the example of the cloud', () => {
  it('has settings that sst deploy takes', () => {
    expect(() => readSettings(entriesOf(block(cloud, 'settings')))).not.toThrow();
  });

  it('names every setting of sst deploy', () => {
    for (const name of Object.keys(deploySettings)) expect(cloud).toContain(`\`${name}\``);
  });

  it('computes its costs as it says', () => {
    const rows = cloud.split('\n').flatMap((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return cells.flatMap((cell, place) => {
        const isArithmetic = /^[\d.,]+(?: [×+] [\d.,]+)+$/.test(cell);
        return isArithmetic ? [{ line, arithmetic: cell, told: cells[place + 1] ?? '' }] : [];
      });
    });
    expect(rows.length).toBeGreaterThan(25);
    for (const { line, arithmetic, told } of rows) expect(dollars(resultOf(arithmetic)), line).toBe(told);
  });

  it('adds them up', () => {
    const tables = cloud.split(/\n\n/).filter((text) => text.includes('**sum**'));
    expect(tables).toHaveLength(3);
    for (const table of tables) {
      const rows = table
        .split('\n')
        .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('**', '')));
      const columns = (rows[0] ?? []).flatMap((cell, place) => (cell === '$' ? [place] : []));
      for (const place of columns) {
        const parts = rows.slice(2, -1).map((row) => numberOf(row[place] ?? ''));
        const sum = parts.reduce((before, part) => before + part, 0);
        expect(dollars(sum), table).toBe(rows.at(-1)?.[place]);
      }
    }
  });
});

const numberOf = (text: string): number => Number(text.replaceAll(',', ''));
const resultOf = (arithmetic: string): number =>
  arithmetic
    .split(' + ')
    .map((product) => product.split(' × ').reduce((before, factor) => before * numberOf(factor), 1))
    .reduce((before, part) => before + part, 0);
const dollars = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
