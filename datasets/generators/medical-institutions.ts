/** 长春市医疗机构名录（示例数据）: invented hospitals and clinics in the real districts of Changchun. */
import { counties } from './counties.ts';
import { at, pick, randomFrom, weighted } from './random.ts';
import { type GeneratorOptions, writeCsv } from './write-csv.ts';

const districts = counties.filter(([code]) => code.startsWith('2201'));

/** Kind, end of the name, grades it may have, fewest and most beds, weight. */
const kinds = weighted([
  [['综合医院', '医院', ['三级甲等', '三级乙等', '二级甲等', '二级乙等'], 100, 1500], 30],
  [['中医医院', '中医医院', ['三级甲等', '二级甲等', '一级'], 60, 600], 12],
  [['专科医院', '专科医院', ['三级甲等', '二级甲等', '未定级'], 40, 400], 14],
  [['妇幼保健院', '妇幼保健院', ['三级甲等', '二级甲等'], 50, 300], 6],
  [['社区卫生服务中心', '社区卫生服务中心', ['未定级'], 0, 40], 24],
  [['乡镇卫生院', '卫生院', ['一级', '未定级'], 10, 80], 14],
] as const);

const header = [
  ...['institution_code', 'name', 'kind', 'grade', 'district_code', 'district'],
  ...['beds', 'emergency', 'medical_insurance'],
] as const;

export function medicalInstitutions(options: GeneratorOptions): Promise<void> {
  const random = randomFrom(options.seed);
  return writeCsv(options, header, (index) => {
    const number = String(index + 1).padStart(3, '0');
    const [kind, suffix, grades, fewest, most] = kinds(random);
    const [code, district] = at(districts, index % districts.length);
    const beds = fewest + Math.floor(random() * random() * (most - fewest));
    return [
      ...[`YL${number}`, `长春示例第${number}${suffix}`, kind, pick<string>(random, grades), code, district],
      ...[beds, kind.endsWith('医院') && beds > 100, random() < 0.9],
    ].join(',');
  });
}
