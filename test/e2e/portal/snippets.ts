/** The code that the pages offer is run as it stands, by the tools that are at hand; Node is always. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program } from '../process.ts';
import { askDuckdb, askPowerQuery, askQgis } from './snippet-tools.ts';
import { open, type Visit } from './visit.ts';

interface Tool {
  readonly language: string;
  /** Tells whether the tool is there. */
  readonly probe: readonly string[];
  /** Runs a file that holds the code. */
  readonly command: readonly string[];
  readonly file: string;
}

const tools: readonly Tool[] = [
  {
    language: 'JavaScript',
    probe: [process.execPath, '--version'],
    command: [process.execPath],
    file: 'x.mjs',
  },
  { language: 'curl', probe: ['curl', '--version'], command: ['sh', '-e'], file: 'x.sh' },
  { language: 'Python', probe: ['python3', '--version'], command: ['python3'], file: 'x.py' },
  { language: 'R', probe: ['Rscript', '--version'], command: ['Rscript'], file: 'x.R' },
  ...(['pandas', 'duckdb', 'ckanapi'] as const).map((library) => ({
    language: library === 'duckdb' ? 'Python DuckDB' : library,
    probe: ['python3', '-c', `import ${library}`],
    command: ['python3'],
    file: 'x.py',
  })),
];

const isAtHand = ({ probe: [command = '', ...args] }: Tool): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const atHand = tools.filter(isAtHand);
const missing = tools.filter((tool) => !atHand.includes(tool)).map(({ language }) => language);

/** Runs code in an empty directory; answers what it printed and, on request, the file that it wrote. */
async function runCode(
  { command: [command = '', ...args], file }: Tool,
  code: string,
  written?: string,
): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'snippet-'));
  try {
    await writeFile(join(directory, file), code);
    const { status, stdout, stderr } = spawnSync(command, [...args, file], {
      cwd: directory,
      encoding: 'utf8',
    });
    expect(status, `${code}\n${stdout}${stderr}`).toBe(0);
    return written === undefined ? stdout : await readFile(join(directory, written), 'utf8');
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The codes of a page by the id of their element. */
async function codesOf(visit: Visit, path: string): Promise<Map<string, string>> {
  let found: [string, string][] = [];
  await open(visit, path, {}, async (page) => {
    found = await page.$$eval('pre[id]', (elements) =>
      elements.map(({ id, textContent }) => [id, textContent ?? '']),
    );
  });
  return new Map(found);
}

/** What the element of a snippet is called on the page of a dataset. */
const idOf = (language: string): string => `code-${language.toLowerCase().replaceAll(' ', '-')}`;

const curl = tools.find(({ language }) => language === 'curl');
const withCurl = curl !== undefined && atHand.includes(curl);

export function checkSnippets(visit: () => Visit): void {
  const heading = `gives rows by the snippets of a dataset's page (run: ${atHand.map(({ language }) => language).join(', ')}; not at hand here: ${missing.join(', ') || 'none'})`;
  it(heading, async () => {
    expect(atHand[0]?.language).toBe('JavaScript');
    for (const path of ['/datasets/census-2020/', '/en/datasets/water-quality-sections/']) {
      const codes = await codesOf(visit(), path);
      expect([...codes.keys()]).toEqual(
        expect.arrayContaining([...tools.map(({ language }) => language), 'DuckDB', 'Power Query'].map(idOf)),
      );
      const id = path.split('/').at(-2);
      const wanted = id === 'census-2020' ? '吉林省' : 'SL001';
      for (const tool of atHand) {
        const code = codes.get(idOf(tool.language)) ?? '';
        expect(await runCode(tool, code, tool === curl ? `${id}.csv` : undefined), tool.language).toContain(
          wanted,
        );
      }
      expect(await askDuckdb(codes.get('code-duckdb') ?? ''), 'DuckDB').toContain(wanted);
      expect(await askPowerQuery(codes.get('code-power-query') ?? ''), 'Power Query').toContain(wanted);
    }
  }, 60_000);

  it('gives points by the snippet for QGIS, as far as can be told without it', async () => {
    const codes = await codesOf(visit(), '/datasets/airports/');
    const rows = await askQgis(codes.get('code-qgis') ?? '');
    expect(rows).toContainEqual(
      expect.objectContaining({ iata_code: 'CGQ', geometry: '125.685 43.9962 4326' }),
    );
  }, 60_000);

  const how = withCurl ? 'with curl' : 'by address: curl is not at hand here';

  it(`gives answers by the commands of the developers' page, one after the other (${how})`, async () => {
    const codes = await codesOf(visit(), '/developers/');
    const commands = [...codes.values()].filter((code) => /^curl /.test(code) && !code.includes('duckdb'));
    expect(commands.length).toBeGreaterThanOrEqual(6);
    await runCommands(commands.join('\n'));
  }, 60_000);

  it(`does what the README says (${how})`, async () => {
    const readme = await readFile(join(program, 'README.md'), 'utf8');
    const lines = readme.split('\n').filter((line) => /^curl .*localhost:4321\/(?:.(?!\\$))*$/.test(line));
    expect(lines.length).toBeGreaterThanOrEqual(3);
    await runCommands(lines.join('\n').replaceAll('http://localhost:4321', visit().platform.url));
  }, 60_000);
}

/** Runs commands that read with curl; without curl at least every address they name is asked. */
async function runCommands(commands: string): Promise<void> {
  if (curl && withCurl) return void (await runCode(curl, commands));
  for (const [address] of commands.matchAll(/http[^\s']*/g))
    expect((await fetch(address)).status, address).toBe(200);
}
