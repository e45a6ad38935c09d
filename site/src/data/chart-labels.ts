/** What the keys of the charts are called in a language, and how their values are written. */
import { formatBytes, formatNumber } from '../format.ts';
import { type Locale, use } from '../i18n/index.ts';
import type { Chart, ChartRow } from './charts.ts';

export interface ChartNames {
  /** Names of agencies and of update states, which the catalogue and the page know. */
  readonly agency: (id: string) => string;
  readonly updateState: (state: string) => string;
}

const named = (names: Readonly<Record<string, string>>, key: string): string => names[key] ?? key;

/** The name of a row of a chart. */
export function rowLabel(locale: Locale, chart: Chart, key: string, names: ChartNames): string {
  const { statistics: t, terms } = use(locale);
  const labels: Record<Chart['id'], (key: string) => string> = {
    openness: (openness) => named(terms.openness, openness),
    'update-state': names.updateState,
    themes: (theme) => named(terms.theme, theme),
    agencies: names.agency,
    formats: (format) => format,
    bytes: (format) => format,
    rows: (size) => named(t.rowClass, size),
    quality: (measure) => named(t.measure, measure),
    months: (month) => month,
  };
  return labels[chart.id](key);
}

/** The name of a part of each row of a chart. */
export function partLabel(locale: Locale, chart: Chart, part: string): string {
  const { statistics: t, terms } = use(locale);
  if (chart.parts.length === 1) return named(t.unit, part);
  return named(chart.id === 'quality' ? t.band : terms.openness, part);
}

export const totalOf = ({ values }: ChartRow): number => values.reduce((sum, value) => sum + value, 0);

/** A value as it stands in the picture; the table behind it has all digits. */
export const pictureFormat = (chart: Chart): ((value: number) => string) =>
  chart.unit === 'bytes' ? formatBytes : formatNumber;
