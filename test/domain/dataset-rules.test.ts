import { describe, expect, it } from 'vitest';
import { checkDataset, datasetDefectCodes, datasetRules } from '../../functions/domain/dataset-rules.ts';
import { articlesOf } from '../../functions/domain/law.ts';
import {
  agencies,
  conditionalDataset,
  conditionalOpenness,
  defectsOf,
  field,
  open,
  openDataset,
  withheldDataset,
} from './examples.ts';

const context = { agencies };
const { sharing: _sharing, theme: _theme, ...incomplete } = openDataset;

describe('checkDataset', () => {
  it.each([
    ['unconditional', openDataset],
    ['conditional', conditionalDataset],
    ['withheld', withheldDataset],
  ])('takes a faultless %s dataset as it is', (_, document) => {
    expect(checkDataset(document, context)).toEqual({ outcome: 'valid', dataset: document });
  });

  it.each([[null], [undefined], ['text'], [7], [[openDataset]], [true]])(
    'says of %j only that it is no object',
    (document) => {
      expect(defectsOf(document)).toEqual(['not-an-object ']);
    },
  );

  it('tells an empty object everything that is missing', () => {
    const missing = defectsOf({});
    expect(missing).toHaveLength(17);
    expect(missing.every((defect) => defect.startsWith('missing '))).toBe(true);
  });

  it('tells structural problems and breaches of the law at once', () => {
    const document = {
      ...incomplete,
      titel: '水质',
      acquisition: 'shared',
      openness: { class: 'unconditional', ground: 'continuous' },
      fields: [
        { ...field('a'), type: 'strin' },
        { ...field('A'), sensitivity: 'personal' },
      ],
      contact: { phone: '13812345678' },
      issued: '2026-02-30',
    };
    expect(defectsOf(document).sort()).toEqual([
      'acquisition-not-open acquisition',
      'contact-private contact.phone',
      'date-unreal issued',
      'field-not-open fields[1].sensitivity',
      'field-repeated fields[1].name',
      'missing sharing',
      'missing theme',
      'not-allowed fields[0].type',
      'unconditional-restricted openness.ground',
      'unknown-key titel',
    ]);
  });

  it('does not complain twice about one broken value', () => {
    const document = { ...conditionalDataset, openness: { ...conditionalOpenness, reason: 'x' } };
    expect(defectsOf(document)).toEqual(['not-allowed openness.reason']);
  });

  it('keeps quiet about a whole that misses its broken part', () => {
    expect(defectsOf({ ...openDataset, contact: { email: 'nobody' } })).toEqual([
      'not-allowed contact.email',
    ]);
  });

  it('suggests the key or value that was meant', () => {
    const document = { ...openDataset, keyword: ['水质'], updateCycle: 'montly', publisher: 'ecolgy' };
    const result = checkDataset(document, context);
    const messages = result.outcome === 'invalid' ? result.defects.map(({ message }) => message) : [];
    expect(messages.join('\n')).toMatch(/did you mean "keywords"\?/);
    expect(messages.join('\n')).toMatch(/did you mean "monthly"\?/);
    expect(messages.join('\n')).toMatch(/did you mean "ecology"\?/);
  });

  it('says what is allowed wherever the schema does', () => {
    const result = checkDataset({ ...openDataset, description: 'short', issued: '5 March' }, context);
    expect(result.outcome === 'invalid' && result.defects).toEqual([
      {
        code: 'not-allowed',
        path: 'description',
        message: 'must be text of 50–5000 characters (was 5 characters)',
        allowed: 'text of 50–5000 characters',
      },
      {
        code: 'not-allowed',
        path: 'issued',
        message: 'must be a day as CCYY-MM-DD, e.g. 2026-03-31 (was "5 March")',
        allowed: 'a day as CCYY-MM-DD, e.g. 2026-03-31',
      },
    ]);
  });

  it('checks the kind of data source that was meant, completely', () => {
    expect(
      defectsOf(open({ data: { path: '../x', dialect: { delimiter: ';;', quot: "'" } } as never })),
    ).toEqual([
      'not-allowed data.path',
      'not-allowed data.dialect.delimiter',
      'unknown-key data.dialect.quot',
    ]);
    expect(
      defectsOf(open({ data: { path: 'a.csv', generate: 'registers', rows: 1, seed: 1 } as never })),
    ).toEqual(['one-of-two data']);
    expect(defectsOf(open({ data: { rows: 1 } as never }))).toEqual(['one-of-two data']);
  });

  it.each(['../secret.csv', '/etc/passwd', 'a/b.csv', 'a\\b.csv', '.hidden', 'a\u0000b', ''])(
    'refuses %j as a file name',
    (path) => {
      expect(defectsOf(open({ data: { path } }))).toEqual(['not-allowed data.path']);
    },
  );

  it.each(['..', 'a/b', 'A', 'a', '-a', 'a-', 'a.b', `a${'b'.repeat(64)}`])('refuses %j as an id', (id) => {
    expect(defectsOf(open({ id }))).toEqual(['not-allowed id']);
  });

  it('refuses a prototype smuggled in as a key', () => {
    const document = JSON.parse(JSON.stringify(openDataset).replace('{', '{"__proto__":{"synthetic":true},'));
    expect(defectsOf(document)).toEqual(['unknown-key __proto__']);
  });

  it('gives every breach of a rule the citation it rests on', () => {
    for (const { law } of datasetRules) if (law) expect(() => articlesOf(law)).not.toThrow();
  });

  it('lists every code it can answer, in kebab-case', () => {
    expect(datasetDefectCodes).toContain('acquisition-not-open');
    expect(datasetDefectCodes).toContain('unknown-key');
    for (const code of datasetDefectCodes) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });
});

describe('a mangled descriptor', () => {
  const junk = [
    undefined,
    null,
    '',
    'x',
    0,
    -1,
    Number.POSITIVE_INFINITY,
    true,
    [],
    {},
    [[]],
    [null],
    { a: 1 },
    'x'.repeat(20_000),
  ];
  const whole = {
    ...conditionalDataset,
    primaryKey: ['station'],
    temporal: { start: '2026-01-01' },
    related: ['307008001/1'],
  };

  /** Every place of a document, as the keys that lead there. */
  function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
    if (typeof value !== 'object' || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))];
  }

  function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
    if (key === undefined) return by;
    if (Array.isArray(value))
      return value.map((child, index) => (String(index) === key ? replaced(child, rest, by) : child));
    return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
  }

  it('gets an answer with a place and a message for every problem, wherever it is mangled', () => {
    for (const place of places(whole))
      for (const by of junk) {
        const result = checkDataset(replaced(whole, place, by), context);
        if (result.outcome === 'invalid')
          for (const { code, path, message } of result.defects) {
            expect(datasetDefectCodes).toContain(code);
            expect(message.length).toBeGreaterThan(5);
            expect(message.length).toBeLessThan(1000);
            if (place.length > 0) expect(path).not.toBe('');
          }
      }
  });
});
