import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noOpening } from '../../functions/domain/opening.ts';
import { type Catalogue, openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from '../support/catalogue-agencies.ts';
import { fixtureOpenings, fixtureSources } from '../support/catalogue-fixture.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

let platform: OpenPlatform;
let catalogue: Catalogue | undefined;
beforeAll(async () => {
  const shown = (): Catalogue => {
    if (!catalogue) throw new Error('asked too early');
    return catalogue;
  };
  platform = await openOpenPlatform({ more: { catalogue: shown } });
  const path = join(platform.directory, 'fixture.sqlite');
  writeSnapshot(path, fixtureAgencies, fixtureSources, fixtureOpenings);
  catalogue = openCatalogue(path);
});
afterAll(async () => {
  catalogue?.close();
  await platform.close();
});

const json = async (path: string) => (await platform.get(path)).json();

describe('what the interface tells of conditional data', () => {
  it('is its applications, decisions, mean time and the grants that have effect', async () => {
    for (const path of ['/api/v1/datasets/bus-card-journeys', '/datasets/bus-card-journeys.json'])
      expect(await json(path)).toMatchObject({
        opening: {
          applications: 12,
          approved: 7,
          rejected: 3,
          meanWorkingDays: 8.4,
          grants: [
            { organisation: '吉林某某科技有限公司', fields: expect.any(Array) },
            { purpose: '毕业论文' },
          ],
        },
      });
  });

  it('is nothing but zeros while nobody has applied, and is told in lists as well', async () => {
    const { data } = (await json('/api/v1/datasets?openness=conditional')) as { data: readonly object[] };
    expect(data).toHaveLength(2);
    expect(data).toContainEqual(expect.objectContaining({ id: 'heating-meters', opening: noOpening }));
  });

  it('is told of no other data', async () => {
    expect(await json('/api/v1/datasets/patient-registry')).not.toHaveProperty('opening');
    expect(await json('/api/v1/datasets/water-quality-stations')).not.toHaveProperty('opening');
  });
});
