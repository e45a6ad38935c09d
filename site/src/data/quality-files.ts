/** The tables of the quality page as CSV, each with the figures that the page shows. */
import {
  dimensions,
  indicator,
  indicatorNames,
  pointsIn,
  ratingOf,
} from '../../../functions/domain/metadata-quality.ts';
import { dimensionTitles, indicatorTitles } from '../../../functions/domain/metadata-quality-names.ts';
import { type Mean, meanOf } from '../../../functions/domain/metadata-quality-summary.ts';
import { layerNames } from '../../../functions/service/evaluation/evidence.ts';
import { agencyNameById } from '../naming.ts';
import { absoluteUrl } from '../settings.ts';
import { toCsv } from './csv.ts';
import { found, summary } from './quality.ts';

export const qualityTables = ['classes', 'agencies', 'indicators', 'evidence'] as const;
export type QualityTable = (typeof qualityTables)[number];

const meanCells = (mean: Mean) => {
  const points = meanOf(mean);
  return [mean.entries, points, points === null ? undefined : ratingOf(points)];
};

const tables: Readonly<Record<QualityTable, () => string>> = {
  classes: () => {
    const { all, classes, dimensions: sums } = summary;
    const groups: readonly (readonly [string, Mean, number])[] = [
      ['all', all, 405],
      ...Object.entries(classes).map(([name, mean]) => [name, mean, 405] as const),
      ...dimensions.map((name) => [name, sums[name], pointsIn(name)] as const),
      ...dimensions.map((name) => [`${name} (unconditional)`, sums[name].open, pointsIn(name)] as const),
    ];
    const rows = groups.map(([name, mean, most]) => [name, mean.entries, meanOf(mean), most]);
    return toCsv(['group', 'datasets', 'mean_points', 'most_points'], rows);
  },
  agencies: () => {
    const header = ['agency', 'name_zh', 'name_en', 'datasets', 'mean_points', 'rating'];
    const open = ['open_datasets', 'open_mean_points', 'open_rating'];
    const rows = [...summary.agencies].map(([id, of]) => [
      id,
      agencyNameById('zh', id).text,
      agencyNameById('en', id).text,
      ...meanCells(of),
      ...meanCells(of.open),
    ]);
    return toCsv([...header, ...open], rows);
  },
  indicators: () => {
    const header = ['indicator', 'name_zh', 'name_en', 'dimension', 'dimension_zh', 'property', 'points'];
    const counts = ['met', 'missing', 'ruled_out', 'unasked', 'mean_gain'];
    const rows = indicatorNames.map((name) => {
      const { dimension, property, points } = indicator(name);
      const { met, missing, ruledOut, unasked } = summary.fixes[name];
      const { zh, en } = indicatorTitles[name];
      const gain = summary.all.entries === 0 ? 0 : (missing * points) / summary.all.entries;
      const of = [name, zh, en, dimension, dimensionTitles[dimension].zh, property, points];
      return [...of, met, missing, ruledOut, unasked, Math.round(gain * 100) / 100];
    });
    return toCsv([...header, ...counts], rows);
  },
  evidence: () => {
    const header = ['id', 'layer', 'layer_zh', 'dimension_zh', 'dimension_en', 'what_zh', 'what_en'];
    const rows = found.map(({ id, layer, dimension, what, address, finding }) => [
      ...[id, layer, layerNames[layer].zh, dimension.zh, dimension.en, what.zh, what.en],
      address && absoluteUrl(address),
      finding.count,
      finding.of,
      finding.verdict,
    ]);
    return toCsv([...header, 'address', 'count', 'of', 'verdict'], rows);
  },
};

export const qualityCsv = (table: QualityTable): string => tables[table]();
