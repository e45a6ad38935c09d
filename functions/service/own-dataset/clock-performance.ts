/** Clocks met and missed (Art. 22, 46, 50): one row per agency, clock and month of China in which it started. */
import { dayInChina } from '../../domain/china-time.ts';
import { type ClockFigures, type ClockRun, clockFigures } from '../../domain/clock-run.ts';
import { type Columns, csvOf } from './csv.ts';

interface Row extends ClockFigures {
  readonly agency: string;
  readonly month: string;
}

const columns: Columns<Row> = {
  agency: ({ agency }) => agency,
  clock: ({ clock }) => clock,
  kind: ({ kind }) => kind,
  law: ({ law }) => law,
  month: ({ month }) => month,
  started: ({ started }) => started,
  met: ({ met }) => met,
  missed: ({ missed }) => missed,
  running: ({ running }) => running,
};

/** Ordered by agency, month and the table of time limits. */
export function clockPerformance(runs: readonly ClockRun[]): string {
  const groups = Map.groupBy(
    runs,
    ({ agency, startedAt }) => `${agency} ${dayInChina(startedAt).slice(0, 7)}`,
  );
  const rows = [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, own]) => {
      const [agency = '', month = ''] = key.split(' ');
      const started = clockFigures(own).filter((figures) => figures.started > 0);
      return started.map((figures) => ({ ...figures, agency, month }));
    });
  return csvOf(columns, rows);
}
