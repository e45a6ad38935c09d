/** A small catalogue in which every state that a page can show occurs once. */
import { rmSync } from 'node:fs';
import { type SnapshotSource, writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from './catalogue-agencies.ts';
import { gatedSources } from './catalogue-gated.ts';
import { openSources } from './catalogue-open.ts';
import { fixtureOpenings } from './catalogue-openings.ts';

export { datasetOf, published, versionOf } from './catalogue-builders.ts';
export { canary } from './catalogue-gated.ts';
export { fixtureOpenings } from './catalogue-openings.ts';

/** The moment that the fixture's pages speak of. */
export const fixtureMoment = '2026-03-10T02:00:00Z';

export const fixtureSources: readonly SnapshotSource[] = [...openSources, ...gatedSources];

/** Writes the fixture catalogue, and `more` besides, to `path`, which is replaced. */
export function writeCatalogueFixture(path: string, more: readonly SnapshotSource[] = []): void {
  rmSync(path, { force: true });
  writeSnapshot(path, fixtureAgencies, [...fixtureSources, ...more], fixtureOpenings);
}
