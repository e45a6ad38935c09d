import { describe, expect, it } from 'vitest';
import { counties } from '../../datasets/generators/counties.ts';
import { type Cells, parseTable, shippedDatasets, tableText } from './shipped.ts';

const datasets = await shippedDatasets();

async function rowsOf(id: string): Promise<readonly Cells[]> {
  const dataset = datasets.find((candidate) => candidate.id === id);
  return parseTable((dataset && (await tableText(dataset))) ?? '').rows;
}

const sum = (rows: readonly Cells[]): number =>
  rows.reduce((total, row) => total + Number(row.population), 0);

describe('administrative divisions', () => {
  it('are 9 prefectures and 60 counties: 21 districts, 20 cities, 16 counties, 3 autonomous', async () => {
    const rows = (await rowsOf('administrative-divisions')).filter((row) => row.code_kind === 'gbt2260');
    const count = (type: string): number => rows.filter((row) => row.type === type).length;
    expect(rows.filter(({ level }) => level === 'prefecture')).toHaveLength(9);
    expect(['市辖区', '县级市', '县', '自治县'].map(count)).toEqual([21, 20, 16, 3]);
  });

  it('keep statistical codes such as 220171 apart', async () => {
    const rows = await rowsOf('administrative-divisions');
    const zones = rows.filter(({ level, code }) => level === 'county' && /^22\d\d7\d$/.test(code ?? ''));
    expect(zones).toHaveLength(9);
    expect(new Set(zones.map((row) => row.code_kind))).toEqual(new Set(['statistical']));
    const below = new Set(zones.map(({ code }) => code));
    expect(rows.filter((row) => below.has(row.parent_code) && row.code_kind !== 'statistical')).toEqual([]);
  });

  it('each have a parent one level up, whose name begins their full name', async () => {
    const rows = await rowsOf('administrative-divisions');
    const byCode = new Map(rows.map((row) => [row.code, row]));
    const levels = ['province', 'prefecture', 'county', 'township'];
    const wrong = rows.slice(1).filter(({ parent_code, level, name, full_name }) => {
      const parent = byCode.get(parent_code);
      const isOneUp = levels.indexOf(parent?.level ?? '') === levels.indexOf(level ?? '') - 1;
      return !isOneUp || full_name !== `${parent?.full_name}${name}`;
    });
    expect(wrong).toEqual([]);
  });

  it('have the counties that the generators draw from', async () => {
    const rows = await rowsOf('administrative-divisions');
    const real = rows.filter(({ level, code_kind }) => level === 'county' && code_kind === 'gbt2260');
    expect(counties).toEqual(real.map(({ code, name }) => [code, name]));
  });

  it('name the places that other tables refer to', async () => {
    const names = new Map((await rowsOf('administrative-divisions')).map(({ code, name }) => [code, name]));
    for (const { county_code, county } of await rowsOf('airports'))
      expect(names.get(county_code)).toBe(county);
    for (const { prefecture_code, prefecture } of await rowsOf('settlements'))
      expect(names.get(prefecture_code)).toBe(prefecture);
    for (const { region_code, region } of await rowsOf('census-2020'))
      if (region_code !== '') expect(names.get(region_code)).toBe(region);
  });
});

describe('the census of 2020', () => {
  it('adds up to 24,073,453 by region and by sex', async () => {
    const rows = await rowsOf('census-2020');
    const province = rows.filter(({ region }) => region === '吉林省');
    const regions = rows.filter(({ region }) => region !== '吉林省');
    expect(regions).toHaveLength(11);
    expect(sum(regions)).toBe(24_073_453);
    expect(sum(province.filter(({ sex }) => sex === 'total'))).toBe(24_073_453);
    expect(sum(province.filter(({ sex }) => sex !== 'total'))).toBe(24_073_453);
    expect(province.map(({ sex, population }) => [sex, population])).toEqual([
      ['total', '24073453'],
      ['male', '12018319'],
      ['female', '12055134'],
    ]);
  });

  it('gives shares that follow from the counts', async () => {
    for (const { population, share_percent } of await rowsOf('census-2020'))
      expect(share_percent).toBe(((Number(population) / 24_073_453) * 100).toFixed(2));
  });
});

describe('airports and settlements', () => {
  it('are the six civil airports', async () => {
    const codes = (await rowsOf('airports')).map((row) => row.iata_code);
    expect(codes.sort()).toEqual(['CGQ', 'DBC', 'NBS', 'TNH', 'YNJ', 'YSQ']);
  });

  it('have a location that repeats longitude and latitude', async () => {
    for (const row of [...(await rowsOf('airports')), ...(await rowsOf('settlements'))])
      expect(row.location).toBe(`${row.longitude},${row.latitude}`);
  });
});

describe('the table of time limits', () => {
  it('has the statutory clocks of Art. 46 and 50, and marks the platform’s promises as not statutory', async () => {
    const timed = (await rowsOf('measures-time-limits')).filter((row) => row.limit_days !== '');
    expect(timed.map((row) => [row.clock, row.article, row.limit_days, row.statutory])).toEqual([
      ['objection.mark', '46', '1', 'true'],
      ['objection.decide', '46', '2', 'true'],
      ['objection.forward', '46', '2', 'true'],
      ['objection.verify', '46', '5', 'true'],
      ['complaint.answer', '50', '5', 'true'],
      ['application.precheck', '', '5', 'false'],
      ['application.review', '', '15', 'false'],
      ['', '', '15', 'false'],
      ['application.signing', '', '30', 'false'],
    ]);
    expect(timed.filter(({ unit }) => unit !== 'working-day')).toEqual([]);
  });
});
