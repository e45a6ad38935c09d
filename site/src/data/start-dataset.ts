/** The dataset that the documentation's snippets read: open, with a table, small; a well-known one where it is there. */
import { latestOf, type Version } from '../../../functions/domain/version.ts';
import { catalogue } from '../catalogue.ts';
import type { Line } from './line.ts';
import { lines } from './whole.ts';

const preferred = ['census-2020', 'airports'];
const isReadable = (line: Line): boolean =>
  line.status === 'published' &&
  line.openness.class === 'unconditional' &&
  (line.rows ?? 0) > 0 &&
  line.formats.includes('PARQUET');

export interface StartDataset {
  readonly line: Line;
  readonly version: Version;
}

export function startDataset(): StartDataset | undefined {
  const readable = lines.filter(isReadable).toSorted((a, b) => (a.rows ?? 0) - (b.rows ?? 0));
  const line = preferred.flatMap((id) => readable.filter((each) => each.id === id))[0] ?? readable[0];
  const entry = line && catalogue.entry(line.id);
  const version = entry && latestOf(entry);
  return line && version ? { line, version } : undefined;
}
