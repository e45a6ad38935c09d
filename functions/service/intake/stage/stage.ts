/** Stages the delivered table, whatever its format, as texts in a Parquet file. */
import type { Dataset } from '../../../domain/dataset.ts';
import type { Context, SourceFile, Staged } from '../context.ts';
import { findEncoding } from '../detect/encoding.ts';
import type { Format } from '../detect/format.ts';
import type { Inspection } from '../detect/inspect.ts';
import { transcode } from '../detect/transcode.ts';
import { isRefused, type Refused } from '../refusal.ts';
import { stageDelimited } from './delimited.ts';
import { stageGeoJson } from './geojson.ts';
import { stageJson } from './json.ts';
import { stageParquet } from './parquet.ts';
import { stageXlsx } from './xlsx.ts';

type Options = Partial<Extract<Dataset['data'], { path: string }>>;
export interface Utf8Text {
  readonly path: string;
  /** Bytes of a byte order mark at the beginning. */
  readonly markBytes: number;
  /** What the original was in. */
  readonly encoding: string;
}

export async function stage(
  context: Context,
  file: SourceFile,
  format: Format,
  inspection: Inspection,
  options: Options,
): Promise<Staged | Refused> {
  if (format === 'parquet') return stageParquet(context, file);
  if (format === 'xlsx') return stageXlsx(context, file, options.sheet);
  const text = await asUtf8(context, file, inspection, options.encoding);
  if (isRefused(text)) return text;
  if (format === 'geojson') return stageGeoJson(context, file, text);
  if (format === 'json' || format === 'jsonl') return stageJson(context, file, text, format);
  return stageDelimited(context, file, { ...text, format }, options.dialect);
}

/** The file itself when it is UTF-8, else a rewritten copy in the work directory. */
async function asUtf8(
  context: Context,
  file: SourceFile,
  inspection: Inspection,
  declared: Options['encoding'],
): Promise<Utf8Text | Refused> {
  const found = await findEncoding(file.path, file.name, inspection, declared);
  if (isRefused(found)) return found;
  if (found.encoding === 'utf-8' && inspection.invalidAt === undefined)
    return { path: file.path, markBytes: found.markBytes, encoding: found.encoding };
  const path = context.work('utf-8.txt');
  const written = await transcode(file.path, path, file.name, found);
  return isRefused(written) ? written : { path, markBytes: 0, encoding: found.encoding };
}
