/** What kind of file was delivered: as declared, else by its name, checked against its first bytes. */
import { extname } from 'node:path';
import type { Dataset } from '../../../domain/dataset.ts';
import type { SourceFile } from '../context.ts';
import { type Refused, refuse } from '../refusal.ts';
import { headOf } from './chunks.ts';

export type Format = NonNullable<Extract<Dataset['data'], { path: string }>['format']>;

const byExtension: Readonly<Record<string, Format>> = {
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tab': 'tsv',
  '.xlsx': 'xlsx',
  '.json': 'json',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.geojson': 'geojson',
  '.parquet': 'parquet',
};

const magics: readonly {
  readonly name: string;
  readonly bytes: readonly number[];
  readonly formats: readonly Format[];
}[] = [
  { name: 'a ZIP or Office file', bytes: [0x50, 0x4b, 0x03, 0x04], formats: ['xlsx'] },
  { name: 'an empty ZIP file', bytes: [0x50, 0x4b, 0x05, 0x06], formats: [] },
  { name: 'a Parquet file', bytes: [0x50, 0x41, 0x52, 0x31], formats: ['parquet'] },
  { name: 'an old (.xls) or encrypted Office file', bytes: [0xd0, 0xcf, 0x11, 0xe0], formats: [] },
  { name: 'a PDF file', bytes: [0x25, 0x50, 0x44, 0x46], formats: [] },
  { name: 'a gzip file', bytes: [0x1f, 0x8b], formats: [] },
];

/** Undefined for a file that is no table; a refusal when the content contradicts the name or the descriptor. */
export async function findFormat(file: SourceFile, declared?: Format): Promise<Format | undefined | Refused> {
  const format = declared ?? byExtension[extname(file.name).toLowerCase()];
  if (format === undefined) return undefined;
  const head = await headOf(file.path, 8);
  const magic = magics.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  const binary = format === 'xlsx' || format === 'parquet';
  if (magic?.formats.includes(format) || (magic === undefined && !binary)) return format;
  const found = magic?.name ?? (head.length === 0 ? 'empty' : 'something else');
  return refuse(
    'format-mismatch',
    file.name,
    `The file should be ${format} but is ${found}. Save it again in that format, or correct its name or data.format.`,
    Object.keys(byExtension).join(', '),
  );
}
