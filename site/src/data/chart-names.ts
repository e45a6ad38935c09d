/** Names of the charts' rows, agencies by the catalogue. */
import { type Locale, use } from '../i18n/index.ts';
import { agencyNameById } from '../naming.ts';
import { rowLabel } from './chart-labels.ts';
import type { Chart } from './charts.ts';

export const rowNameIn = (locale: Locale) => {
  const kinds: Readonly<Record<string, string>> = use(locale).common.update.kind;
  const names = {
    agency: (id: string) => agencyNameById(locale, id).text,
    updateState: (kind: string) => kinds[kind] ?? kind,
  };
  return (chart: Chart, key: string): string => rowLabel(locale, chart, key, names);
};
