import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clocks, timeLimits } from '../../functions/domain/time-limits.ts';
import { problems } from '../../functions/problem.ts';
import { parseQuery } from '../../functions/service/query/parse-query.ts';
import { operators } from '../../functions/service/query/query.ts';
import { interfaces } from '../../site/interfaces.ts';
import { type Interfaces, membersOf, routeId, schemaText } from '../../site/src/data/interfaces.ts';
import { examplesOf, queryString } from '../../site/src/data/sample-queries.ts';
import { locales, use } from '../../site/src/i18n/index.ts';
import { renderProse } from '../../site/src/prose.ts';
import { versionOf } from './catalogue-fixtures.ts';

const module = interfaces().load('\0virtual:interfaces') ?? '';
const described = JSON.parse(module.replace(/^export default /, '')) as Interfaces;

describe('the documentation', () => {
  it.each(locales)('has words for every error code and every operator (%s)', (locale) => {
    const { errors, developers } = use(locale);
    expect(Object.keys(errors.codes).sort()).toEqual(Object.keys(problems).sort());
    expect(Object.keys(developers.filters.operators)).toEqual([...operators]);
  });

  it('describes every route, with each of its error codes in the table', () => {
    const ids = described.routes.map(routeId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('get_api_v1_datasets_id_records');
    for (const { summary, problems: codes } of described.routes) {
      expect(summary.zh).toMatch(/\p{Script=Han}/u);
      for (const code of codes) expect(problems).toHaveProperty(code);
    }
  });

  it('describes every schema that a route refers to', () => {
    const named = [...module.matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(described.schemas).toHaveProperty(name ?? '');
  });

  it.each(locales)('tells each clock with the limit of the published table of time limits (%s)', (locale) => {
    const table = join(import.meta.dirname, '../../datasets/measures-time-limits/measures-time-limits.csv');
    const rows = readFileSync(table, 'utf8').trim().split(/\r?\n/);
    for (const clock of clocks) {
      const row = rows.find((line) => line.endsWith(`,${clock}`)) ?? '';
      const { days, law } = timeLimits[clock];
      expect(row).toContain(`,${days},working-day,${law !== undefined},`);
      expect(use(locale).guide.limits.clocks[clock]).toHaveLength(2);
    }
  });

  it('never shows the review of an application as statutory', () => {
    expect(timeLimits['application.precheck'].law).toBeUndefined();
    expect(timeLimits['application.review'].law).toBeUndefined();
  });
});

describe('the example queries', () => {
  const version = versionOf({
    fields: [
      { name: '市州', title: '市州', type: 'string', sensitivity: 'public' },
      { name: 'people', title: '人口', type: 'integer', sensitivity: 'public' },
    ],
    sample: [{ 市州: '长春市', people: 9066906 }],
    quality: {
      rows: 2,
      completeness: 1,
      validity: 1,
      uniqueness: 1,
      fields: [{ name: '市州', filled: 2, distinct: 2 }],
      warnings: [],
    },
  });

  it('are understood by the query service', () => {
    const examples = examplesOf(version);
    expect(examples.map(({ kind }) => kind)).toEqual(['exact', 'compare', 'columns', 'group']);
    for (const example of examples) {
      const parameters = [...new URLSearchParams(queryString(example))].filter(([name]) => name !== 'limit');
      expect(parseQuery(parameters, version.fields)).toMatchObject({ outcome: 'valid' });
    }
  });

  it('never quote a field that is not public, and need a table', () => {
    const fields = version.fields.map((field) => ({ ...field, sensitivity: 'personal' as const }));
    expect(examplesOf({ ...version, fields }).map(({ kind }) => kind)).not.toContain('exact');
    expect(examplesOf(versionOf())).toEqual([]);
  });
});

describe('the reference', () => {
  it('tells a schema in a few words', () => {
    expect(schemaText({ type: 'integer', minimum: 1, maximum: 100, default: 20 })).toBe(
      'integer, 1–100, default 20',
    );
    expect(schemaText({ type: 'string', maxLength: 200 })).toBe('string, ≤ 200 characters');
    expect(schemaText({ type: 'array', items: { $ref: '#/components/schemas/Field' } })).toBe('Field[]');
    expect(schemaText({ enum: ['a', 'b'] })).toBe('a | b');
  });

  it('tells nested members by their path', () => {
    const schema = {
      required: ['versions'],
      properties: { versions: { items: { properties: { rows: { type: 'integer' } } } } },
    };
    expect(membersOf(schema).map(({ path, required }) => [path, required])).toEqual([
      ['versions', true],
      ['versions[].rows', false],
    ]);
  });
});

describe('the portal’s own texts', () => {
  it('lead to pages of the same language and to files as they are', () => {
    const html = renderProse('[a](/guide/#conditional) [b](/open-list.csv) [c](https://example.org/)', 'en');
    expect(html).toContain('href="/en/guide/#conditional"');
    expect(html).toContain('href="/open-list.csv"');
    expect(html).toContain('href="https://example.org/"');
  });

  it('escape what stands in a block of code', () => {
    expect(renderProse('```sh\na < b && c\n```', 'zh')).toContain('a &lt; b &amp;&amp; c');
  });
});
