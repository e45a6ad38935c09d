/** Builds the portal of a snapshot, search index included. */
import { buildPortal } from '../../../site/build.ts';
import { report } from '../measure.ts';

const [snapshot = '', outDir = ''] = process.argv.slice(2);

await report(() =>
  buildPortal({
    snapshot,
    outDir,
    portalUrl: 'http://localhost:4321',
    buildMoment: '2026-11-23T00:00:00.000Z',
  }),
);
