/** The distributions of a table and what is told about it: quality, sample, difference. */
import type { Difference, QualityReport, Row } from '../../domain/version.ts';
import type { Context } from './context.ts';
import type { IntakeInput, PreparedFile } from './contract.ts';
import { differenceFrom } from './difference.ts';
import { prepareFile, writeQuality } from './outputs/distributions.ts';
import { type TableSource, writeJsonLines, writeParquet } from './outputs/tables.ts';
import { writeXlsxIfFits } from './outputs/xlsx.ts';
import { measureQuality } from './quality.ts';
import type { Table } from './read-table.ts';
import { sampleRows } from './sample.ts';
import type { ScannedContent } from './scan/scan-content.ts';

export interface ConvertedTable {
  readonly files: readonly PreparedFile[];
  readonly reports: readonly PreparedFile[];
  readonly quality: QualityReport;
  readonly sample: readonly Row[];
  readonly difference?: Difference;
}

export const outputOf = ({ staged, columns }: Table): TableSource => ({
  staged: staged.path,
  rows: staged.rows,
  groupRows: staged.groupRows,
  columns,
});

export async function convertTable(
  context: Context,
  input: IntakeInput,
  table: Table,
  csv: PreparedFile,
  scanned: ScannedContent,
): Promise<ConvertedTable> {
  const { connection, dataset, work, progress } = context;
  const files = [
    csv,
    ...(await writeFormats(context, { ...outputOf(table), csvBytes: csv.distribution.bytes })),
  ];
  progress('quality');
  const quality = await measureQuality(context, table, work('table.parquet'), scanned.warnings);
  const reports = [await writeQuality(work('quality.json'), quality)];
  const found = new Set(scanned.findings.flatMap(({ column }) => column.split(', ')));
  const sample = await sampleRows(connection, table, found);
  progress('compare');
  const fields = table.columns.map(({ field }) => field);
  const difference = await differenceFrom(
    connection,
    input.previous,
    work('table.parquet'),
    fields,
    dataset.primaryKey,
  );
  return { files, reports, quality, sample, difference };
}

async function writeFormats(
  { connection, dataset, work, progress }: Context,
  table: TableSource & { readonly csvBytes: number },
): Promise<PreparedFile[]> {
  const finish = (format: string) => prepareFile(work(`table.${format}`), `${dataset.id}.${format}`, 'data');
  progress('parquet');
  await writeParquet(connection, table, work('table.parquet'));
  progress('jsonl');
  const [, parquet] = await Promise.all([
    writeJsonLines(connection, table, work('table.jsonl')),
    finish('parquet'),
  ]);
  progress('xlsx');
  const [hasXlsx, jsonl] = await Promise.all([
    writeXlsxIfFits(connection, table, work('table.xlsx')),
    finish('jsonl'),
  ]);
  return [jsonl, ...(hasXlsx ? [await finish('xlsx')] : []), parquet];
}
