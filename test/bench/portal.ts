/** The portal's full build at growing sizes: it must stay linear. The peer writes the same bytes without rendering. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticCatalogue } from '../support/synthetic-catalogue.ts';
import { measure, printTable } from './measure.ts';

export async function benchPortal(directory: string, sizes: readonly number[]): Promise<void> {
  const rows: Record<string, string | number>[] = [];
  for (const size of sizes) {
    const snapshot = join(directory, `catalogue-${size}.sqlite`);
    const built = join(directory, `portal-${size}`);
    writeSyntheticCatalogue(snapshot, size);
    const build = await measure('portal', snapshot, built);
    const plain = await measure('write-files', built);
    const { pages } = plain.answer as { pages: number };
    rows.push({
      datasets: size,
      pages,
      seconds: build.seconds.toFixed(1),
      'ms/page': ((build.seconds * 1000) / pages).toFixed(2),
      'ms/page plain write': ((plain.seconds * 1000) / pages).toFixed(2),
      'peak MiB': Math.round(build.peakMiB),
    });
    await rm(built, { recursive: true, force: true });
  }
  printTable('Portal, full build with search index', rows);
}
