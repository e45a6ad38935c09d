/** The portal in the cloud: pages lie in a bucket that CloudFront reads; what it does not find there is told here. */
import type { SurfaceDeps } from '../routes/deps.ts';
import { createPortalFiles, type PortalSource } from '../routes/http/portal-files.ts';
import { startingPage } from '../routes/http/starting-page.ts';
import { NothingPublished } from '../service/catalogue/follow.ts';
import { datasetOf } from '../service/portal/edition.ts';
import { goneFile } from '../service/portal/placed.ts';
import type { Shelf } from '../service/ports-portal.ts';
import { openS3Shelf } from '../store/s3-shelf.ts';
import { type Base, bucketFor, now, s3Client } from './base.ts';

/** Where pages lie for readers, and what belongs to them and is not theirs to read. */
export function openPortalShelves(): { readonly pages: Shelf; readonly kept: Shelf } {
  const client = s3Client();
  const open = (prefix: string) => openS3Shelf({ client, bucket: bucketFor(prefix), prefix });
  return { pages: open('portal/'), kept: open('editions/') };
}

/** How long what was read is good for, in milliseconds: mostly the pages that say "not found". */
const freshForMs = 5_000;

/** Answers for what the bucket does not have, and for the bucket when it does not answer. */
export function openPortal({ before, catalogue }: Pick<Base, 'before' | 'catalogue'>): SurfaceDeps['portal'] {
  const { pages, kept } = openPortalShelves();
  const isWithdrawn = (id: string): boolean => catalogue().entry(id)?.status === 'withdrawn';
  const read = (file: string) => {
    const name = file.replace(/^\//, '');
    const id = datasetOf(`/${name}`);
    return id !== undefined && isWithdrawn(id) ? kept.get(goneFile(name)) : pages.get(name);
  };
  const source: PortalSource = {
    nameOf: (file) => `${file} ${Math.floor(now().getTime() / freshForMs)}`,
    read,
    has: async (file) => (await read(file)) !== undefined,
  };
  const files = createPortalFiles({
    portal: () => source,
    isWithdrawn,
    // A withdrawn dataset has another page or none.
    isCurrent: () => true,
    cacheBytes: 8 * 1024 ** 2,
  });
  return async (request) => {
    try {
      await before();
    } catch (error) {
      if (error instanceof NothingPublished) return startingPage();
      throw error;
    }
    // Without a page that says "not found" the first edition is still being made.
    return (await files(request)) ?? startingPage();
  };
}
