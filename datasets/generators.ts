/**
 * Sample data made at publication: `"data": {"generate": NAME, "rows": …, "seed": …}` in a descriptor calls the
 * generator of that name. The same rows and seed give the same bytes on every machine, so publishing twice
 * makes no new version. All of it is invented and labelled 示例数据 wherever it shows.
 */
import { enterprises } from './generators/enterprises.ts';
import { medicalInstitutions } from './generators/medical-institutions.ts';
import { tapWaterQuality } from './generators/tap-water.ts';
import { hourlyWaterQuality, monthlyWaterQuality } from './generators/water-quality.ts';
import type { Generator } from './generators/write-csv.ts';

export const generators: Readonly<Record<string, Generator>> = {
  'enterprise-registrations': enterprises,
  'medical-institutions': medicalInstitutions,
  'tap-water-quality': tapWaterQuality,
  'water-quality-hourly': hourlyWaterQuality,
  'water-quality-monthly': monthlyWaterQuality,
};
