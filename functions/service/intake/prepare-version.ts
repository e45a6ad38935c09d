/** From a checked table and the opaque files to everything a version consists of. */

import { contentHash } from './content-hash.ts';
import type { Context, SourceFile } from './context.ts';
import type { IntakeInput, IntakeResult, PreparedFile } from './contract.ts';
import type { Inspection } from './detect/inspect.ts';
import { prepared, writeChecksums, writeQuality } from './outputs/distributions.ts';
import { hashOf } from './outputs/file-hash.ts';
import { writeCsv, writeJsonLines, writeParquet } from './outputs/tables.ts';
import { measureQuality } from './quality.ts';
import type { Table } from './read-table.ts';
import { sampleRows } from './sample.ts';
import { sourceFile } from './sources.ts';

type Prepared = Exclude<IntakeResult, { outcome: 'refused' }>;

/** @param source the data file with its hash; absent where there are only attachments. */
export async function prepareVersion(
  context: Context,
  input: IntakeInput,
  source: (SourceFile & Inspection) | undefined,
  table: Table | undefined,
): Promise<Prepared> {
  const attachments = await prepareAttachments(input);
  const original = await prepareOriginal(input, source);
  const csv = table && (await canonicalCsv(context, table));
  const opaque = [...attachments, ...(table === undefined ? original : [])].map(
    ({ distribution }) => distribution,
  );
  const fields = table?.columns.map(({ field }) => field) ?? [];
  const hash = contentHash({ fields, csv: csv?.distribution.sha256, files: opaque });
  if (hash === input.previous?.contentHash) return { outcome: 'unchanged' };
  const converted = table && csv && (await convert(context, table, csv));
  const files = [...(converted?.files ?? []), ...original, ...attachments, ...(converted?.reports ?? [])];
  context.progress('checksums');
  const checksums = await writeChecksums(context.work('SHA256SUMS'), files);
  return {
    outcome: 'prepared',
    version: {
      rows: table?.staged.rows ?? null,
      fields,
      quality: converted?.quality ?? null,
      sample: converted?.sample ?? [],
      contentHash: hash,
      source: table?.staged.source,
      files: [...files, checksums],
      findings: [],
      warnings: [],
    },
  };
}

async function canonicalCsv(context: Context, table: Table): Promise<PreparedFile> {
  context.progress('csv');
  const path = context.work('table.csv');
  await writeCsv(context.connection, outputOf(table), path);
  return prepared(path, `${context.dataset.id}.csv`, 'data');
}

const outputOf = ({ staged, columns }: Table) => ({
  staged: staged.path,
  groupRows: staged.groupRows,
  columns,
});

async function convert(context: Context, table: Table, csv: PreparedFile) {
  const { connection, dataset, work, progress } = context;
  progress('parquet');
  const parquet = work('table.parquet');
  await writeParquet(connection, outputOf(table), parquet);
  progress('jsonl');
  const jsonl = work('table.jsonl');
  await writeJsonLines(connection, outputOf(table), jsonl);
  progress('quality');
  const quality = await measureQuality(connection, parquet, table, dataset);
  const files = [
    csv,
    await prepared(jsonl, `${dataset.id}.jsonl`, 'data'),
    await prepared(parquet, `${dataset.id}.parquet`, 'data'),
  ];
  const reports = [await writeQuality(work('quality.json'), quality)];
  return { files, reports, quality, sample: await sampleRows(connection, table) };
}

/** The untouched file; nothing for data made by a generator. */
async function prepareOriginal(
  { dataset }: IntakeInput,
  source: (SourceFile & Inspection) | undefined,
): Promise<PreparedFile[]> {
  if (source === undefined || dataset.data === undefined || 'generate' in dataset.data) return [];
  return [await prepared(source.path, `original-${source.name}`, 'original', source)];
}

async function prepareAttachments({ dataset, directory }: IntakeInput): Promise<PreparedFile[]> {
  const files: PreparedFile[] = [];
  for (const { path: name, title } of dataset.attachments ?? []) {
    const { path } = sourceFile(directory, name);
    const file = await prepared(path, name, 'attachment', await hashOf(path));
    files.push({ path, distribution: { ...file.distribution, ...(title === undefined ? {} : { title }) } });
  }
  return files;
}
