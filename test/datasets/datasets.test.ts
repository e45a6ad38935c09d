import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generators } from '../../datasets/generators.ts';
import { isCreditCode } from '../../functions/domain/credit-code.ts';
import { checkDataset } from '../../functions/domain/dataset-rules.ts';
import { ownDatasets } from '../../functions/service/own-dataset/own-datasets.ts';
import {
  cellProblem,
  checkShipped,
  parseTable,
  root,
  shippedAgencies,
  shippedDatasets,
  shippedIds,
  tableText,
} from './shipped.ts';

const ids = await shippedIds();
const agencies = await shippedAgencies();
const datasets = await shippedDatasets();
/** The platform writes its file when it publishes it. */
const isOwn = (id: string): boolean => Object.hasOwn(ownDatasets, id);

describe('the shipped agencies', () => {
  it('have one Bureau, a city department, a utility, and correct, distinct credit codes', () => {
    const kinds = agencies.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'bureau')).toHaveLength(1);
    expect(kinds).toEqual(expect.arrayContaining(['department', 'city-department', 'utility']));
    expect(agencies.filter(({ creditCode }) => !isCreditCode(creditCode))).toEqual([]);
    expect(new Set(agencies.map(({ creditCode }) => creditCode)).size).toBe(agencies.length);
  });

  it('say that their codes and contact lines are for demonstration, and use addresses nobody owns', () => {
    for (const { description, descriptionEn, contact, creditCode } of agencies) {
      expect(description).toContain('演示值');
      expect(descriptionEn).toContain('demonstration');
      expect(creditCode).toContain('DEM0');
      expect(contact.email).toMatch(/@[a-z-]+\.example$/);
      expect(contact.phone).toMatch(/^0431-000000\d\d$/);
    }
  });
});

describe('every shipped descriptor', () => {
  it.each(ids)('%s satisfies the schema and the law', async (id) => {
    expect(await checkShipped(id, agencies)).toMatchObject({ outcome: 'valid', dataset: { id } });
  });

  it('has a code of its own, and refers only to codes that exist', () => {
    const codes = datasets.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => !code.startsWith('307008'))).toEqual([]);
    expect(datasets.flatMap(({ related }) => related ?? []).filter((code) => !codes.includes(code))).toEqual(
      [],
    );
  });

  it('answers to its publisher’s contact line', () => {
    for (const { publisher, contact } of datasets) {
      const office = agencies.find(({ id }) => id === publisher)?.contact;
      expect(contact).toEqual({ phone: office?.phone, email: office?.email });
    }
  });

  it('names its sources with their licences, unless it is the catalogue itself or has no data', () => {
    const withData = datasets.filter(({ data, id }) => data && !isOwn(id));
    for (const { sources } of withData) {
      expect(sources?.length).toBeGreaterThan(0);
      expect(sources?.filter(({ licence }) => !licence)).toEqual([]);
    }
  });

  it('describes every field in both languages and declares a key where it has data', () => {
    for (const { data, fields, primaryKey } of datasets.filter((dataset) => dataset.data)) {
      expect(data).toBeDefined();
      expect(fields?.filter(({ titleEn }) => !titleEn)).toEqual([]);
      expect(primaryKey?.length).toBeGreaterThan(0);
    }
  });
});

describe('the README of the datasets', () => {
  it('shows a descriptor that holds, and names every dataset that is shipped', async () => {
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const example: unknown = JSON.parse(/```json\n([\s\S]+?)```/.exec(readme)?.[1] ?? '');
    const known = { agencies: new Map(agencies.map((agency) => [agency.id, agency])) };
    expect(checkDataset(example, known)).toMatchObject({ outcome: 'valid' });
    expect(datasets.map(({ code }) => code)).not.toContain((example as { code: string }).code);
    expect(ids.filter((id) => !readme.includes(`\`${id}\``))).toEqual([]);
  });
});

describe('the catalogue as a whole', () => {
  const ofClass = (name: string) => datasets.filter(({ openness }) => openness.class === name);

  it('has data of each class, at least two conditional, and one of them a million rows', () => {
    expect(ofClass('unconditional').length).toBeGreaterThanOrEqual(7);
    expect(ofClass('conditional').length).toBeGreaterThanOrEqual(2);
    expect(ofClass('withheld').length).toBeGreaterThanOrEqual(1);
    const rows = ofClass('conditional').map(({ data }) => (data && 'rows' in data ? data.rows : 0));
    expect(Math.max(...rows)).toBeGreaterThanOrEqual(1_000_000);
  });

  it('puts at least two datasets first, each with a note', () => {
    const first = datasets.flatMap(({ priority }) => priority ?? []);
    expect(first.length).toBeGreaterThanOrEqual(2);
    expect(first.filter(({ note }) => note.length < 10)).toEqual([]);
  });

  it('labels generated data as sample data and knows its generator', () => {
    for (const { data, synthetic, title, description } of datasets) {
      if (!data || !('generate' in data)) continue;
      expect(Object.keys(generators)).toContain(data.generate);
      expect({
        synthetic,
        labelled: [title, description].every((text) => text.includes('示例数据')),
      }).toEqual({
        synthetic: true,
        labelled: true,
      });
    }
  });

  it('brings no file of withheld data, and fewer than five megabytes in all', async () => {
    const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000);
    for (const { id } of ofClass('withheld')) expect(await readdir(join(root, id))).toEqual(['dataset.json']);
  });
});

describe('every shipped table', () => {
  const withTable = datasets.filter(({ data, id }) => data && !isOwn(id));

  it.each(withTable.map((dataset) => [dataset.id, dataset] as const))(
    '%s has the declared columns, types, constraints and key',
    async (_, dataset) => {
      const { header, rows } = parseTable((await tableText(dataset)) ?? '');
      const fields = dataset.fields ?? [];
      expect(header).toEqual(fields.map(({ name }) => name));
      expect(rows.length).toBeGreaterThan(5);
      const problems = rows.flatMap((row, index) =>
        fields.flatMap((field) => {
          const rule = cellProblem(field, row[field.name] ?? '');
          return rule ? [`row ${index + 1}, ${field.name}: ${rule} (${row[field.name]})`] : [];
        }),
      );
      expect(problems).toEqual([]);
      const keys = rows.map((row) => (dataset.primaryKey ?? []).map((name) => row[name]).join('|'));
      expect(new Set(keys).size).toBe(rows.length);
      for (const { name } of fields.filter(({ constraints }) => constraints?.unique))
        expect(new Set(rows.map((row) => row[name])).size).toBe(rows.length);
    },
  );
});
