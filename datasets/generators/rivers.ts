/** Invented monitoring sections on real rivers, and the classes of GB 3838-2002 by which water is judged. */
import { at, randomFrom } from './random.ts';

/** River, river system, prefecture it crosses. */
const reaches = [
  ['松花江', '松花江水系', '220100', '长春市'],
  ['松花江', '松花江水系', '220200', '吉林市'],
  ['松花江', '松花江水系', '220700', '松原市'],
  ['嫩江', '松花江水系', '220800', '白城市'],
  ['洮儿河', '松花江水系', '220800', '白城市'],
  ['饮马河', '松花江水系', '220100', '长春市'],
  ['伊通河', '松花江水系', '220100', '长春市'],
  ['伊通河', '松花江水系', '220300', '四平市'],
  ['辉发河', '松花江水系', '220200', '吉林市'],
  ['辉发河', '松花江水系', '220500', '通化市'],
  ['拉林河', '松花江水系', '220700', '松原市'],
  ['牡丹江', '松花江水系', '222400', '延边朝鲜族自治州'],
  ['头道松花江', '松花江水系', '220600', '白山市'],
  ['图们江', '图们江水系', '222400', '延边朝鲜族自治州'],
  ['布尔哈通河', '图们江水系', '222400', '延边朝鲜族自治州'],
  ['鸭绿江', '鸭绿江水系', '220600', '白山市'],
  ['浑江', '鸭绿江水系', '220500', '通化市'],
  ['东辽河', '辽河水系', '220300', '四平市'],
  ['东辽河', '辽河水系', '220400', '辽源市'],
  ['招苏台河', '辽河水系', '220300', '四平市'],
] as const;

export interface Section {
  readonly code: string;
  readonly name: string;
  readonly river: string;
  readonly system: string;
  readonly prefectureCode: string;
  readonly prefecture: string;
  /** How burdened the water is: 0 pristine, 1 heavily. */
  readonly burden: number;
}

/** The sixty invented sections, the same for every seed of the tables that measure at them. */
export const sections: readonly Section[] = Array.from({ length: 60 }, (_, index) => {
  const [river, system, prefectureCode, prefecture] = at(reaches, index % reaches.length);
  const number = String(index + 1).padStart(3, '0');
  const random = randomFrom(index);
  const burden = random() * Math.sqrt(random());
  const name = `${river}示例${number}断面`;
  return { code: `SL${number}`, name, river, system, prefectureCode, prefecture, burden };
});

export const waterClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const;

/** What a sample holds, in mg/L except pH. */
export interface WaterSample {
  readonly ph: number;
  readonly dissolvedOxygen: number;
  readonly permanganateIndex: number;
  readonly ammoniaNitrogen: number;
  readonly totalPhosphorus: number;
}

/** Upper limits of classes Ⅰ to Ⅴ for rivers, in mg/L. Source: GB 3838-2002, table 1. */
const upperLimits = {
  permanganateIndex: [2, 4, 6, 10, 15],
  ammoniaNitrogen: [0.15, 0.5, 1, 1.5, 2],
  totalPhosphorus: [0.02, 0.1, 0.2, 0.3, 0.4],
} as const;
/** Lower limits of dissolved oxygen, in mg/L. */
const oxygenLimits = [7.5, 6, 5, 3, 2] as const;

/** The place in `waterClasses` of the worst single factor; pH outside 6–9 is below class Ⅴ (GB 3838-2002). */
export function classOf(sample: WaterSample): number {
  if (sample.ph < 6 || sample.ph > 9) return 5;
  const factors = Object.entries(upperLimits) as [keyof typeof upperLimits, readonly number[]][];
  const worst = factors.map(([factor, limits]) => limits.filter((limit) => sample[factor] > limit).length);
  return Math.max(...worst, oxygenLimits.filter((limit) => sample.dissolvedOxygen < limit).length);
}
