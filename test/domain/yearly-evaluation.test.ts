import { readFileSync } from 'node:fs';
import { type } from 'arktype';
import { describe, expect, it } from 'vitest';
import {
  assess,
  dimensions,
  type Fact,
  type FigureName,
  weights,
} from '../../functions/domain/yearly-evaluation.ts';

const shipped = JSON.parse(
  readFileSync(new URL('../../functions/local/yearly-evaluation-weights.json', import.meta.url), 'utf8'),
);
const by = weights().assert(shipped);
const fact = (figure: FigureName, value = 1, agency = 'ecology'): Fact => ({
  ...{ figure, agency, value, about: 'rivers', stream: 'dataset/rivers', sequence: 1, hash: 'a' },
  at: '2026-03-10T02:00:00.000Z',
});
const facts = [
  fact('unconditional'),
  fact('conditional'),
  fact('withheld'),
  fact('completeness', 0.8),
  fact('completeness', 0.6),
  fact('validity', 1),
  fact('uniqueness', 1),
  fact('updated-in-time'),
  fact('updated-late'),
  fact('clocks-met'),
  fact('clocks-met'),
  fact('clocks-missed'),
  fact('downloads', 180),
  fact('queries', 20),
  fact('objections-upheld'),
];

describe('the evaluation of an agency', () => {
  it('is made of its facts, by dimension and by weight', () => {
    const [ecology, idle] = assess(['ecology', 'transport'], facts, by);
    expect(ecology?.scores).toEqual({
      openness: 50,
      quality: 90,
      timeliness: 50,
      answers: 66.7,
      use: 100,
      outcomes: 50,
    });
    expect(ecology?.figures.completeness).toEqual({ value: 0.7, facts: 2 });
    expect(ecology?.total).toBe(66.3);
    expect(idle).toMatchObject({ total: null, scores: { answers: null, openness: null } });
  });

  it('leaves out of the total what nobody can be judged by, and follows the weights', () => {
    const none = { openness: 0, quality: 0, timeliness: 0, answers: 0, use: 0, outcomes: 0 };
    for (const dimension of dimensions) {
      const only = { ...by, weights: { ...none, [dimension]: 7 } };
      const [one] = assess(['ecology'], facts, only);
      expect(one?.total).toBe(one?.scores[dimension]);
    }
    const [unasked] = assess(['ecology'], [fact('unconditional'), fact('updated-in-time')], by);
    expect(unasked?.scores).toMatchObject({ answers: null, quality: null, openness: 100 });
    expect(unasked?.total).toBe(Math.round(((20 * 100 + 20 * 100) / 60) * 10) / 10);
  });

  it.each([
    { ...shipped, weights: { ...shipped.weights, openness: -1 } },
    { ...shipped, weights: Object.fromEntries(dimensions.map((each) => [each, 0])) },
    { ...shipped, conditionalShare: 2 },
    { ...shipped, other: 1 },
  ])('weights that cannot be are refused', (given) => {
    expect(weights()(given)).toBeInstanceOf(type.errors);
  });
});
