/**
 * 企业登记信息（示例数据）. No line describes an enterprise that exists: names say 示例, and the nine-character
 * body of every credit code carries a wrong GB 11714 check character, so that none can have been assigned,
 * while the eighteenth character is right (GB 32100).
 */
import { creditCodeCheck } from '../../functions/domain/credit-code.ts';
import { counties } from './counties.ts';
import { at, pick, randomFrom, weighted } from './random.ts';
import { type GeneratorOptions, writeCsv } from './write-csv.ts';

const header = [
  'credit_code',
  'name',
  'type',
  'region_code',
  'industry_code',
  'registered_capital',
  'founded',
  'status',
  'cancelled',
  'insured_persons',
  'revenue_band',
] as const;

/** Enterprise type, the end of its name, weight. */
const types = weighted([
  [['有限责任公司', '有限公司'], 70],
  [['股份有限公司', '股份有限公司'], 4],
  [['个人独资企业', '经营部'], 14],
  [['合伙企业', '合伙企业'], 7],
  [['农民专业合作社', '专业合作社'], 5],
] as const);

/** Sections of GB/T 4754-2017, a trade of each, weight. */
const industries = weighted([
  [['A', '种植'], 8],
  [['C', '加工'], 14],
  [['E', '建筑'], 9],
  [['F', '商贸'], 30],
  [['G', '运输'], 7],
  [['H', '餐饮'], 6],
  [['I', '软件'], 7],
  [['K', '物业'], 5],
  [['L', '租赁'], 6],
  [['M', '技术服务'], 6],
  [['R', '文化'], 2],
] as const);

const statuses = weighted([
  ['存续', 78],
  ['注销', 17],
  ['吊销', 3],
  ['迁出', 2],
] as const);

/** In 10,000 yuan. */
const capitals = [1, 3, 5, 10, 20, 30, 50, 100, 100, 200, 300, 500, 1000, 2000, 5000, 10000] as const;
const revenueBands = ['0-50', '50-500', '500-2000', '2000-10000', '10000+'] as const;

const firstDay = Date.UTC(1992, 0, 1);
const lastDay = Date.UTC(2026, 9, 31);
const days = Array.from({ length: (lastDay - firstDay) / 86_400_000 + 1 }, (_, day) =>
  new Date(firstDay + day * 86_400_000).toISOString().slice(0, 10),
);

const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Eight digits and a character that is not the check character which GB 11714 asks for. */
function unassignableBody(digits: string): string {
  let sum = 0;
  for (const [index, weight] of bodyWeights.entries()) sum += weight * Number(digits.charAt(index));
  const right = (11 - (sum % 11)) % 11;
  return `${digits}${right >= 9 ? 0 : right + 1}`;
}

/** An invented credit code with a correct eighteenth character; `digits` tells enterprises of a region apart. */
function inventedCreditCode(region: string, digits: string): string {
  const first17 = `91${region}${unassignableBody(digits)}`;
  return `${first17}${creditCodeCheck(first17) ?? ''}`;
}

/** Coprime to 10^8, so that multiplying by it reorders the eight-digit numbers without repeating one. */
const stride = 61_803_399;

/** Writes enterprise registrations; up to 10^8 rows have distinct credit codes. */
export function enterprises(options: GeneratorOptions): Promise<void> {
  const random = randomFrom(options.seed);
  const offset = Math.floor(random() * 1e8);
  return writeCsv(options, header, (index) => {
    const digits = String((index * stride + offset) % 1e8).padStart(8, '0');
    const [region, place] = pick(random, counties);
    const [type, suffix] = types(random);
    const [industry, trade] = industries(random);
    const founded = Math.floor(Math.max(random(), random()) * days.length); // more young than old
    const status = statuses(random);
    const cancelled = status === '注销' ? founded + Math.floor(random() * (days.length - founded)) : -1;
    const size = random() * random() * random(); // many small, few large
    return [
      inventedCreditCode(region, digits),
      `${place}示例${digits}号${trade}${suffix}`,
      type,
      region,
      industry,
      at(capitals, Math.floor(size * capitals.length)),
      at(days, founded),
      status,
      cancelled < 0 ? '' : at(days, cancelled),
      status === '存续' ? Math.floor(size * 400) : 0,
      at(revenueBands, Math.floor(size * revenueBands.length)),
    ].join(',');
  });
}
