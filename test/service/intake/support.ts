/** Runs intake on files given as text or bytes, in directories of its own that are removed after the test. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dataset, Field } from '../../../functions/domain/dataset.ts';
import type {
  IntakeInput,
  IntakeResult,
  PreparedVersion,
} from '../../../functions/service/intake/contract.ts';
import { type Generators, intake } from '../../../functions/service/intake/intake.ts';

export const dataset: Dataset = {
  id: 'towns',
  code: '307008123/1',
  title: '乡镇名录',
  description: '全省乡镇级行政区划名录，含名称、代码、面积与设立日期，供测试使用。'.repeat(2),
  publisher: 'civil-affairs',
  responsibleDepartment: 'civil-affairs',
  theme: '203',
  keywords: ['乡镇'],
  sharing: { type: 'unconditional' },
  openness: { class: 'unconditional' },
  acquisition: 'collected',
  dataLevel: 'general',
  updateCycle: 'yearly',
  issued: '2026-01-05',
  modified: '2026-01-05',
  spatial: { code: '22', name: '吉林省' },
  contact: { phone: '0431-88904567' },
};

export type Files = Readonly<Record<string, string | Uint8Array>>;
export interface Run {
  /** Written beside the descriptor. */
  readonly files?: Files;
  /** Added to the descriptor; without `data` the first file is the data. */
  readonly descriptor?: Partial<Dataset>;
  readonly previous?: IntakeInput['previous'];
  readonly officeContacts?: readonly string[];
  readonly generators?: Generators;
  readonly onProgress?: IntakeInput['onProgress'];
}

export async function temporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'intake-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

export async function run({
  files = {},
  descriptor = {},
  generators = {},
  ...input
}: Run): Promise<IntakeResult> {
  const directory = await temporaryDirectory();
  for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);
  const [first] = Object.keys(files);
  const data = first === undefined || 'data' in descriptor ? {} : { data: { path: first } };
  return intake(
    {
      dataset: { ...dataset, ...data, ...descriptor },
      directory,
      workDirectory: await temporaryDirectory(),
      officeContacts: [],
      today: '2026-01-05',
      ...input,
    },
    { generators },
  );
}

/** The prepared version; fails the test with what was refused. */
export async function prepare(how: Run): Promise<PreparedVersion> {
  const result = await run(how);
  if (result.outcome !== 'prepared') throw new Error(JSON.stringify(result, null, 2));
  return result.version;
}

export async function refusal(how: Run): Promise<Extract<IntakeResult, { outcome: 'refused' }>> {
  const result = await run(how);
  if (result.outcome !== 'refused')
    throw new Error(`not refused but ${JSON.stringify(result).slice(0, 2000)}`);
  return result;
}

/** `code @ path` of every defect. */
export async function defectsOf(how: Run): Promise<string[]> {
  return (await refusal(how)).defects.map(({ code, path }) => `${code} @ ${path}`);
}

export function csv(content: string | Uint8Array, descriptor: Partial<Dataset> = {}): Run {
  return { files: { 'data.csv': content }, descriptor: { data: { path: 'data.csv' }, ...descriptor } };
}

export function pathOf(version: PreparedVersion, name: string): string {
  const found = version.files.find(({ distribution }) => distribution.name === name);
  if (found === undefined) throw new Error(`there is no ${name} among ${namesOf(version).join(', ')}`);
  return found.path;
}

export const namesOf = (version: PreparedVersion): string[] =>
  version.files.map(({ distribution }) => distribution.name);
export const textOf = (version: PreparedVersion, name: string): Promise<string> =>
  readFile(pathOf(version, name), 'utf8');
/** The canonical CSV. */
export const csvOf = (version: PreparedVersion): Promise<string> => textOf(version, `${dataset.id}.csv`);
/** `name:type` of every field. */
export const typesOf = (version: PreparedVersion): string =>
  version.fields.map(({ name, type }) => `${name}:${type}`).join(' ');

export function field(name: string, type: Field['type'], more: Partial<Field> = {}): Field {
  return { name, title: name, type, sensitivity: 'public', ...more };
}
