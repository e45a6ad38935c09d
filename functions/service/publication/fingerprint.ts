import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../../domain/dataset.ts';

/** Raise it when intake reads, checks or writes differently: everything is then looked at again. */
const intakeRevision = 2;

/**
 * A hash over everything a publication is made from: descriptor, files, office contacts, generators.
 * The same fingerprint on the same stream means that there is nothing to do. Throws when a file is missing.
 */
export async function fingerprint(
  dataset: Dataset,
  directory: string,
  context: { officeContacts: readonly string[]; generatorsRevision: string },
): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([intakeRevision, dataset, context]));
  for (const path of filesOf(dataset)) {
    hash.update(`\0${path}\0`);
    for await (const chunk of createReadStream(join(directory, path))) hash.update(chunk);
  }
  return hash.digest('hex');
}

/** The files a descriptor names, relative to its directory. */
export function filesOf(dataset: Dataset): string[] {
  const data = dataset.data && 'path' in dataset.data ? [dataset.data.path] : [];
  return [...data, ...(dataset.attachments ?? []).map(({ path }) => path)];
}
