/**
 * Intake: a descriptor and its files become a version ready to be stored, or a list of what is wrong. Streaming;
 * DuckDB does the heavy work within the given memory and spills to the work directory.
 */
import { openDuckdb } from '../duckdb.ts';
import { type Context, type SourceFile, workPath } from './context.ts';
import type { IntakeInput, IntakeResult } from './contract.ts';
import { findFormat } from './detect/format.ts';
import { inspect } from './detect/inspect.ts';
import { prepareVersion } from './prepare-version.ts';
import { progressOf } from './progress.ts';
import { declaresTable, readTable } from './read-table.ts';
import { isRefused, type Refused, refuse } from './refusal.ts';
import { fileDefects, sourceFile } from './sources.ts';

/** Writes deterministic sample data as a UTF-8 CSV file at `path`. */
export type Generator = (options: { rows: number; seed: number; path: string }) => Promise<void>;
export type Generators = Readonly<Record<string, Generator>>;

const MEMORY_MIB = 512;
const THREADS = 2;

/**
 * Reads, checks, scans and converts. What is wrong with the content is a `refused` result; a full disk and the like
 * are thrown. The files of a prepared version lie in the work directory or beside the descriptor.
 */
export async function intake(
  input: IntakeInput,
  { generators }: { readonly generators: Generators },
): Promise<IntakeResult> {
  const defects = await fileDefects(input.dataset, input.directory);
  if (defects.length > 0) return refused({ defects });
  const database = await openDuckdb({
    memoryMiB: input.memoryMiB ?? MEMORY_MIB,
    threads: THREADS,
    adjustable: true,
    tempDirectory: workPath(input.workDirectory)('spill'),
    allowedDirectories: [input.workDirectory, input.directory],
    allowedPaths: input.previous?.parquet === undefined ? [] : [input.previous.parquet],
  });
  try {
    const context: Context = {
      connection: database.connection,
      dataset: input.dataset,
      work: workPath(input.workDirectory),
      progress: progressOf(input.onProgress),
    };
    const answer = await prepare(context, input, generators);
    return isRefused(answer) ? refused(answer) : answer;
  } finally {
    database.close();
  }
}

async function prepare(
  context: Context,
  input: IntakeInput,
  generators: Generators,
): Promise<Exclude<IntakeResult, { outcome: 'refused' }> | Refused> {
  context.progress('inspect');
  const file = await deliveredFile(context, input, generators);
  if (file === undefined) return prepareVersion(context, input, undefined, undefined);
  if (isRefused(file)) return file;
  const inspection = await inspect(file.path);
  const format = await findFormat(file, declaredFormat(input));
  if (typeof format === 'object') return format;
  if (format === undefined && declaresTable(input.dataset))
    return refuse(
      'not-a-table',
      file.name,
      'Fields are declared, but the file is no table that can be read.',
      tables,
    );
  const table = format === undefined ? undefined : await readTable(context, file, format, inspection);
  if (table !== undefined && isRefused(table)) return table;
  return prepareVersion(context, input, { ...file, ...inspection }, table);
}

const tables = '.csv, .tsv, .xlsx, .json, .jsonl, .geojson, .parquet, or data.format';

function declaredFormat({ dataset: { data } }: IntakeInput) {
  if (data === undefined) return undefined;
  return 'generate' in data ? ('csv' as const) : data.format;
}

/** The descriptor's file, or a generated one; undefined where there are only attachments. */
async function deliveredFile(
  context: Context,
  input: IntakeInput,
  generators: Generators,
): Promise<SourceFile | Refused | undefined> {
  const { data, attachments = [] } = input.dataset;
  if (data === undefined)
    return attachments.length > 0
      ? undefined
      : refuse(
          'no-content',
          'data',
          'The descriptor names neither data nor attachments. Name a file or a generator.',
        );
  if ('path' in data) return sourceFile(input.directory, data.path);
  const generate = Object.hasOwn(generators, data.generate) ? generators[data.generate] : undefined;
  if (generate === undefined)
    return refuse(
      'unknown-generator',
      'data.generate',
      `There is no generator "${data.generate}".`,
      Object.keys(generators).join(', '),
    );
  const path = context.work('generated.csv');
  await generate({ rows: data.rows, seed: data.seed, path });
  return { path, name: 'generated.csv' };
}

function refused({ defects, violations = [], violationCounts = {} }: Refused): IntakeResult {
  return { outcome: 'refused', defects, violations, violationCounts };
}
