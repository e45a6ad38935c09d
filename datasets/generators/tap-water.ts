/** 城市供水水质公示（示例数据）: invented sampling points judged by GB 5749-2022. */
import { at, randomFrom } from './random.ts';
import { type GeneratorOptions, writeCsv } from './write-csv.ts';

/** Twelve points: at the works, in the network, at the tap. */
const points = Array.from({ length: 12 }, (_, index) => {
  const kind = at(['出厂水', '管网水', '末梢水'], index % 3);
  return { code: `GS${String(index + 1).padStart(2, '0')}`, kind };
});

/** Least free chlorine in mg/L: at the works, and elsewhere. Source: GB 5749-2022, table 2. */
const chlorineFloor = { 出厂水: 0.3, 管网水: 0.05, 末梢水: 0.05 } as const;

const header = [
  ...['point_code', 'point', 'kind', 'month', 'turbidity', 'ph', 'free_chlorine'],
  ...['total_bacteria', 'total_hardness', 'qualified'],
] as const;

/** Twelve points a month from November 2024; `qualified` when every value is within GB 5749-2022. */
export function tapWaterQuality(options: GeneratorOptions): Promise<void> {
  const random = randomFrom(options.seed);
  return writeCsv(options, header, (index) => {
    const { code, kind } = at(points, index % points.length);
    const month = new Date(Date.UTC(2024, 10 + Math.floor(index / points.length), 1));
    const turbidity = Number((0.1 + random() * random() * random()).toFixed(2));
    const ph = Number((7 + random()).toFixed(2));
    const floor = chlorineFloor[kind as keyof typeof chlorineFloor];
    const chlorine = Number((floor * (0.98 + 2 * random())).toFixed(2));
    const bacteria = Math.floor(random() * random() * random() * 60);
    const hardness = 80 + Math.floor(random() * 160);
    const qualified =
      turbidity <= 1 && ph >= 6.5 && ph <= 8.5 && chlorine >= floor && bacteria <= 100 && hardness <= 450;
    return [
      ...[code, `${kind}示例点${code.slice(2)}`, kind, month.toISOString().slice(0, 10)],
      ...[turbidity.toFixed(2), ph.toFixed(2), chlorine.toFixed(2), bacteria, hardness, qualified],
    ].join(',');
  });
}
