import { archiveKey, openFileKey, openVersionPrefix } from '../../domain/file-key.ts';
import { isOpenVersion } from '../../domain/is-public.ts';
import type { CatalogueEntry, Version } from '../../domain/version.ts';
import type { Blobs } from '../ports.ts';

/**
 * Makes the public files of a dataset what its events say: open versions lie under their addresses, all others
 * (withdrawn, conditional) are gone from there. Run after the decision is recorded and before the catalogue shows
 * it; running it again changes nothing, so a crash in between is made good by the next run.
 */
export async function placeFiles(blobs: Blobs, entry: CatalogueEntry): Promise<void> {
  for (const version of entry.versions) {
    if (isOpenVersion(entry, version)) await open(blobs, entry.dataset.id, version);
    else await close(blobs, entry.dataset.id, version);
  }
}

async function open(blobs: Blobs, id: string, version: Version): Promise<void> {
  for (const { name, sha256, mediaType } of version.distributions) {
    const key = openFileKey(id, version.number, name);
    if (await blobs.head(key)) continue;
    const path = await blobs.localFile(archiveKey(id, sha256));
    if (!path) throw new Error(`${name} of ${id} version ${version.number} is missing from the archive`);
    await blobs.putFile(key, path, { sha256, mediaType });
  }
}

async function close(blobs: Blobs, id: string, version: Version): Promise<void> {
  const prefix = openVersionPrefix(id, version.number);
  for (;;) {
    const { rows } = await blobs.list(prefix);
    if (rows.length === 0) return;
    for (const { key } of rows) await blobs.remove(key);
  }
}
