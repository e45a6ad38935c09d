import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { counties } from '../../datasets/generators/counties.ts';
import { randomFrom } from '../../datasets/generators/random.ts';
import { classOf } from '../../datasets/generators/rivers.ts';
import { generators } from '../../datasets/generators.ts';
import { isCreditCode } from '../../functions/domain/credit-code.ts';
import { generated, parseTable } from './shipped.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The check character of an organisation code. Source: GB 11714. */
function organisationCheck(body8: string): string {
  const total = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (sum, weight, index) => sum + weight * Number(body8[index]),
    0,
  );
  return '0123456789X'[(11 - (total % 11)) % 11] ?? '';
}

describe('every generator', () => {
  it.each(Object.keys(generators))(
    '%s writes the same bytes for the same seed, others for another',
    async (name) => {
      const [first, second, other] = await Promise.all([
        generated(name, 5000, 7),
        generated(name, 5000, 7),
        generated(name, 5000, 8),
      ]);
      expect(sha256(first)).toBe(sha256(second));
      expect(sha256(other)).not.toBe(sha256(first));
      expect(parseTable(first).rows).toHaveLength(5000);
    },
  );

  it.each(Object.keys(generators))(
    '%s writes the beginning of a longer table when asked for fewer rows',
    async (name) => {
      const [short, long] = [await generated(name, 10, 7), await generated(name, 9000, 7)];
      expect(long.startsWith(short)).toBe(true);
    },
  );
});

describe('invented enterprises', () => {
  it('have distinct credit codes that check and yet cannot have been assigned', async () => {
    const { rows } = parseTable(await generated('enterprise-registrations', 20_000, 3));
    const codes = rows.map((row) => row.credit_code ?? '');
    expect(new Set(codes).size).toBe(20_000);
    expect(codes.filter((code) => !isCreditCode(code))).toEqual([]);
    expect(codes.filter((code) => organisationCheck(code.slice(8, 16)) === code[16])).toEqual([]);
    // the body of a real code, 11220100 013828800 N, does check
    expect(organisationCheck('01382880')).toBe('0');
  });

  it('are registered in counties of Jilin, and cancelled after they were founded', async () => {
    const { rows } = parseTable(await generated('enterprise-registrations', 20_000, 3));
    const known = new Set(counties.map(([code]) => code));
    expect(rows.filter((row) => !known.has(row.region_code ?? ''))).toEqual([]);
    expect(rows.filter(({ status, cancelled }) => (status === '注销') !== (cancelled !== ''))).toEqual([]);
    expect(rows.filter(({ cancelled, founded }) => cancelled && founded && cancelled < founded)).toEqual([]);
    expect(rows.filter(({ name }) => !name?.includes('示例'))).toEqual([]);
  });
});

describe('invented water', () => {
  const pristine = {
    ph: 7.5,
    dissolvedOxygen: 9,
    permanganateIndex: 1.5,
    ammoniaNitrogen: 0.1,
    totalPhosphorus: 0.01,
  };

  it.each([
    [{}, 0],
    [{ permanganateIndex: 2 }, 0],
    [{ permanganateIndex: 2.01 }, 1],
    [{ ammoniaNitrogen: 0.9 }, 2],
    [{ totalPhosphorus: 0.25 }, 3],
    [{ dissolvedOxygen: 2.5 }, 4],
    [{ ammoniaNitrogen: 2.1 }, 5],
    [{ ph: 9.1 }, 5],
  ])('with %o is of class %i (GB 3838-2002)', (change, expected) => {
    expect(classOf({ ...pristine, ...change })).toBe(expected);
  });

  it('is measured every hour at thirty stations, and not measured where a station is under maintenance', async () => {
    const { rows } = parseTable(await generated('water-quality-hourly', 6000, 5));
    expect(new Set(rows.map((row) => row.observed_at)).size).toBe(200);
    expect(rows[0]?.observed_at).toBe('2026-02-18T00:00:00+08:00');
    expect(rows.at(-1)?.observed_at).toBe('2026-02-26T07:00:00+08:00');
    const silent = rows.filter(({ state }) => state === 'maintenance');
    expect(silent.length).toBeGreaterThan(20);
    expect(silent.filter((row) => row.ph !== '' || row.water_class !== '')).toEqual([]);
    expect(rows.filter(({ state, ph }) => state === 'normal' && ph === '')).toEqual([]);
  });
});

describe('the random numbers', () => {
  it('lie in [0, 1), are spread evenly and follow the seed', () => {
    const random = randomFrom(42);
    const values = Array.from({ length: 100_000 }, random);
    expect(Math.min(...values.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 2);
    const again = randomFrom(42);
    expect(values.slice(0, 5)).toEqual([again(), again(), again(), again(), again()]);
    expect(randomFrom(43)()).not.toBe(values[0]);
  });
});
