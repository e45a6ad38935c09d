/** A large catalogue, and those files of its portal that machines read: `catalogue.sqlite` and `portal/` in a directory. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileOf } from '../../../functions/service/portal/edition.ts';
import { createPageRenderer, type PageHandler } from '../../../site/renderer.ts';
import { ensureRenderer, rendererRevision } from '../../../site/renderer-bundle.ts';
import { writeSyntheticCatalogue } from '../../support/synthetic-catalogue.ts';
import { report } from '../measure.ts';

const [directory = '', datasets = '', ...paths] = process.argv.slice(2);
const portalUrl = 'http://portal.test';

await report(async () => {
  const portal = join(directory, 'portal');
  await mkdir(portal, { recursive: true });
  const snapshot = join(directory, 'catalogue.sqlite');
  writeSyntheticCatalogue(snapshot, Number(datasets));
  const bundle = await ensureRenderer(join(directory, 'renderer'), await rendererRevision(), { portalUrl });
  process.env.PORTAL_URL = portalUrl;
  const { handler } = (await import(join(bundle, 'server/entry.mjs'))) as { handler: PageHandler };
  const renderer = createPageRenderer(handler);
  await renderer.show({ snapshot, moment: '2026-11-20T03:00:00Z' });
  for (const path of [...paths, '/404/'])
    await writeFile(join(portal, fileOf(path)), await renderer.render(path));
});
