/** Accepted entries as directories that `npm run publish` takes: a descriptor, and where its data lies. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formulaLike } from '../../domain/formula.ts';
import { addressesFile } from '../../domain/harvest-draft.ts';
import type { ToldDistribution } from '../../domain/told-record.ts';
import { csvOf } from '../own-dataset/csv.ts';
import type { Records } from '../ports.ts';
import { findContent, loadSeen } from './entries.ts';

/** What a spreadsheet would run is told as the text that it is. */
const cell = (text: string | undefined): string =>
  text !== undefined && formulaLike(text) ? `'${text}` : (text ?? '');

const addressesCsv = (distributions: readonly ToldDistribution[]): string =>
  csvOf<ToldDistribution>(
    {
      title: ({ title }) => cell(title),
      format: ({ format }) => cell(format),
      media_type: ({ mediaType }) => cell(mediaType),
      url: ({ url }) => url,
    },
    distributions,
  );

/** Writes what stands accepted and is told by the source; answers the directories, and whether something in them changed. */
export async function writeAccepted(
  records: Records,
  source: string,
  directory: string,
): Promise<readonly { readonly path: string; readonly isChanged: boolean }[]> {
  const written: { path: string; isChanged: boolean }[] = [];
  for (const { entry } of (await loadSeen(records, source)).values()) {
    if (entry.review !== 'accepted' || entry.gone) continue;
    const content = await findContent(records, source, entry.key);
    if (!content?.descriptor) continue;
    const { told, descriptor } = content;
    // An id is a slug: nothing that a source says becomes a path.
    const path = join(directory, descriptor.id);
    await mkdir(path, { recursive: true });
    const isAttached = descriptor.attachments?.some((each) => each.path === addressesFile) ?? false;
    const files: readonly (readonly [string, string])[] = [
      ['dataset.json', `${JSON.stringify(descriptor, null, 2)}\n`],
      ...(isAttached ? [[addressesFile, addressesCsv(told.distributions)] as const] : []),
    ];
    const changes = await Promise.all(files.map(([name, text]) => writeIfOther(join(path, name), text)));
    written.push({ path, isChanged: changes.includes(true) });
  }
  return written;
}

async function writeIfOther(path: string, text: string): Promise<boolean> {
  const before = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (before === text) return false;
  await writeFile(path, text);
  return true;
}
