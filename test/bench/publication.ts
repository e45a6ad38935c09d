/** Publication against plain DuckDB: the same CSV, in turn and in the same run. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { between, seeded } from '../support/seeded.ts';
import { measure, median, printTable } from './measure.ts';

const rounds = 3;

/** A CSV of `rows` monitoring results: text, day, numbers, a category. */
export async function writeSampleCsv(path: string, rows: number): Promise<void> {
  const random = seeded(20261123);
  const stream = createWriteStream(path);
  stream.write('section,river,day,ph,oxygen,permanganate,ammonia,grade,note\n');
  const rivers = ['松花江', '图们江', '鸭绿江', '辽河', '饮马河', '伊通河'];
  for (let row = 0; row < rows; row += 1) {
    const line = [
      `S${String(between(random, 1, 9999)).padStart(5, '0')}`,
      rivers[between(random, 0, rivers.length - 1)],
      `20${between(random, 10, 26)}-${String(between(random, 1, 12)).padStart(2, '0')}-${String(between(random, 1, 28)).padStart(2, '0')}`,
      (6 + random() * 3).toFixed(2),
      (random() * 12).toFixed(2),
      (random() * 10).toFixed(3),
      (random() * 2).toFixed(3),
      ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'][between(random, 0, 4)],
      row % 7 === 0 ? '"复测，合格"' : '例行监测',
    ].join(',');
    if (!stream.write(`${line}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

export async function benchPublication(directory: string, rows: number): Promise<void> {
  const path = join(directory, 'sample.csv');
  await writeSampleCsv(path, rows);
  const megabytes = (await stat(path)).size / 1e6;
  const [ours, plain] = [[], []] as [number[], number[]];
  let peakMiB = 0;
  for (let round = 0; round < rounds; round += 1) {
    plain.push((await measure('duckdb-copy', path)).seconds);
    const publication = await measure('intake', path);
    ours.push(publication.seconds);
    peakMiB = Math.max(peakMiB, publication.peakMiB);
  }
  const line = (what: string, seconds: number, peak: number | string) => ({
    what,
    seconds: seconds.toFixed(2),
    'rows/s': Math.round(rows / seconds),
    'MB/s': (megabytes / seconds).toFixed(1),
    ratio: (seconds / median(plain)).toFixed(1),
    'peak MiB': peak,
  });
  printTable(`Publication of ${rows} rows, ${megabytes.toFixed(0)} MB of CSV (median of ${rounds})`, [
    line('duckdb: CSV to Parquet', median(plain), ''),
    line('publication: checked, scanned, all formats', median(ours), Math.round(peakMiB)),
  ]);
}
