/**
 * `npm run report -- --year Y [--to DIR] [--weights FILE]`: the yearly evaluation of the agencies (Art. 30, 47–49) as HTML,
 * PDF, XLSX and CSV, with the events behind every figure. Exit 0, 1 on an outage, 2 when the call or the weights are off.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type } from 'arktype';
import { type Weights, weights } from '../domain/yearly-evaluation.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { openSnapshot } from '../service/catalogue/snapshot-pointer.ts';
import { chinaDay } from '../service/clock.ts';
import { openWorkingCalendar } from '../service/working-calendar.ts';
import { makeReport, reportFiles } from '../service/yearly-evaluation/report.ts';
import { yearOf } from '../service/yearly-evaluation/year.ts';
import { runCommand } from './command.ts';
import { UsageError } from './usage-error.ts';

const shippedWeights = join(import.meta.dirname, 'yearly-evaluation-weights.json');

await runCommand(async ({ records, blobs, now, snapshot }) => {
  const { values } = parseArgs({
    options: {
      year: { type: 'string' },
      to: { type: 'string', default: 'reports' },
      weights: { type: 'string', default: shippedWeights },
    },
  });
  const thisYear = Number(chinaDay(now()).slice(0, 4));
  const year = /^\d{4}$/.test(values.year ?? '') ? Number(values.year) : Number.NaN;
  if (!(year >= 2019 && year <= thisYear))
    throw new UsageError(`--year: a year from 2019, when the Measures were issued, to ${thisYear}`);
  const by = await readWeights(values.weights);
  const opened = await openSnapshot(blobs, await refreshSnapshot(snapshot));
  try {
    const catalogue = () => opened;
    const deps = { records, now, catalogue, calendar: openWorkingCalendar({ catalogue, blobs }) };
    const report = await makeReport(deps, yearOf(year, now().toISOString()), by);
    await mkdir(values.to, { recursive: true });
    for (const [name, content] of Object.entries(await reportFiles(report))) {
      await writeFile(join(values.to, name), content);
      console.error(`= ${join(values.to, name)}`);
    }
    console.error(`= ${report.assessments.length} agencies, ${report.facts.length} facts`);
  } finally {
    opened.close();
  }
  return 0;
});

async function readWeights(path: string): Promise<Weights> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new UsageError(error.message);
  });
  const read = type('string.json.parse').pipe(weights())(text);
  if (read instanceof type.errors) throw new UsageError(`${path}: ${read.summary}`);
  return read;
}
