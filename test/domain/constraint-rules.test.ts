import { describe, expect, it } from 'vitest';
import { defectsOf, field, openDataset } from './examples.ts';

describe('constraints of a field', () => {
  const constrained = (type: string, constraints: object) =>
    defectsOf({ ...openDataset, fields: [{ ...field('a'), type, constraints }] });

  it.each<[string, object, string[]]>([
    ['integer', { minimum: 1, maximum: 10 }, []],
    ['integer', { minimum: 10, maximum: 1 }, ['constraint-bounds fields[0].constraints.minimum']],
    ['integer', { minimum: 1.5 }, ['constraint-bounds fields[0].constraints.minimum']],
    ['number', { maximum: '10' }, ['constraint-bounds fields[0].constraints.maximum']],
    [
      'date',
      { minimum: '2026-01-01', maximum: '2025-01-01' },
      ['constraint-bounds fields[0].constraints.minimum'],
    ],
    ['date', { minimum: '2026-02-30' }, ['constraint-bounds fields[0].constraints.minimum']],
    ['datetime', { minimum: '2026-02-28T08:00:00' }, []],
    ['year', { minimum: 1949 }, []],
    ['string', { minimum: 1 }, ['constraint-bounds fields[0].constraints.minimum']],
    ['string', { minLength: 5, maxLength: 2 }, ['constraint-lengths fields[0].constraints.minLength']],
    ['integer', { minLength: 5 }, ['constraint-lengths fields[0].constraints.minLength']],
    ['integer', { pattern: '^a' }, ['constraint-lengths fields[0].constraints.pattern']],
    ['string', { pattern: '^22\\d{4}$' }, []],
    ['string', { pattern: '(' }, ['constraint-pattern fields[0].constraints.pattern']],
    ['string', { enum: ['a', 'b', 'a'] }, ['constraint-values fields[0].constraints.enum[2]']],
    ['string', { enum: ['a', 1] }, ['constraint-values fields[0].constraints.enum[1]']],
    ['integer', { enum: [1, 2.5] }, ['constraint-values fields[0].constraints.enum[1]']],
    ['boolean', { enum: [true] }, []],
    ['geopoint', { enum: ['125.3,43.9'] }, []],
  ])('%s %j', (type, constraints, expected) => {
    expect(constrained(type, constraints)).toEqual(expected);
  });
});
