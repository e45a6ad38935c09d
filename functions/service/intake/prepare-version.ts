/** From a checked table and the opaque files to everything a version consists of. */

import { contentHash } from './content-hash.ts';
import type { Context, SourceFile } from './context.ts';
import type { IntakeInput, IntakeResult, PreparedFile } from './contract.ts';
import { convertTable, outputOf } from './convert-table.ts';
import { type Inspection, inspect } from './detect/inspect.ts';
import { distributionOf, prepareFile, writeChecksums } from './outputs/distributions.ts';
import { writeCsv } from './outputs/tables.ts';
import type { Table } from './read-table.ts';
import { lookAtOriginal, type OpaqueFile, scanContent } from './scan/scan-content.ts';
import { DESCRIPTOR } from './scan/scan-descriptor.ts';
import { sourceFile } from './sources.ts';

type Prepared = Exclude<IntakeResult, { outcome: 'refused' }>;

/** @param source the data file with its hash; absent where there are only attachments. */
export async function prepareVersion(
  context: Context,
  input: IntakeInput,
  source: (SourceFile & Inspection) | undefined,
  table: Table | undefined,
): Promise<Prepared> {
  const original = originalFile(input, source);
  const attachments = await attachedFiles(input);
  const csv = table && (await canonicalCsv(context, table));
  const looked = table && original[0] && (await lookAtOriginal(context, input, table, original[0]));
  const kept = looked?.unscannable === undefined ? original : [];
  const untouched = [...kept, ...attachments].map(({ prepared }) => prepared);
  const opaque = table === undefined ? [...original, ...attachments] : attachments;
  const fields = table?.columns.map(({ field }) => field) ?? [];
  const scanned = await scanContent(context, input, table, opaque, looked);
  const hash = contentHash({
    fields,
    csv: csv?.distribution.sha256,
    // The original goes by its bytes, whatever its name: the same file elsewhere is the same content.
    files: untouched.map(({ distribution: { name, role, sha256 } }) => ({
      name: role === 'original' ? role : name,
      sha256,
    })),
    descriptor: scanned.findings.filter(({ column }) => column.startsWith(DESCRIPTOR)),
  });
  if (hash === input.previous?.contentHash) return { outcome: 'unchanged', findings: scanned.findings };
  const converted = table && csv && (await convertTable(context, input, table, csv, scanned));
  const files = [...(converted?.files ?? []), ...untouched, ...(converted?.reports ?? [])];
  context.progress('checksums');
  const checksums = await writeChecksums(context.work('SHA256SUMS'), files);
  return {
    outcome: 'prepared',
    version: {
      rows: table?.staged.rows ?? null,
      fields,
      quality: converted?.quality ?? null,
      sample: converted?.sample ?? [],
      ...(converted?.difference && { difference: converted.difference }),
      contentHash: hash,
      source: table?.staged.source,
      files: [...files, checksums],
      ...scanned,
    },
  };
}

async function canonicalCsv(context: Context, table: Table): Promise<PreparedFile> {
  context.progress('csv');
  const path = context.work('table.csv');
  await writeCsv(context.connection, outputOf(table), path);
  return prepareFile(path, `${context.dataset.id}.csv`, 'data');
}

/** The untouched file; nothing for data made by a generator. */
function originalFile({ dataset }: IntakeInput, source: (SourceFile & Inspection) | undefined): OpaqueFile[] {
  if (source === undefined || dataset.data === undefined || 'generate' in dataset.data) return [];
  const prepared = distributionOf(source.path, `original-${source.name}`, 'original', source);
  return [{ file: source, inspection: source, prepared }];
}

async function attachedFiles({ dataset, directory }: IntakeInput): Promise<OpaqueFile[]> {
  const files: OpaqueFile[] = [];
  for (const { path: name, title } of dataset.attachments ?? []) {
    const file = sourceFile(directory, name);
    const inspection = await inspect(file.path);
    files.push({
      file,
      inspection,
      prepared: distributionOf(file.path, name, 'attachment', inspection, title),
    });
  }
  return files;
}
