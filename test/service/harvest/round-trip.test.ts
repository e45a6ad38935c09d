/** Our own catalogue, served by ourselves and harvested by ourselves, is the same catalogue. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import { licenceOf } from '../../../functions/domain/licence.ts';
import { normaliseContact } from '../../../functions/domain/office-contact.ts';
import type { HarvestKind } from '../../../functions/domain/told-record.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { listHarvested, showHarvested } from '../../../functions/service/harvest/review.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { fixtureSources } from '../../support/catalogue-fixture.ts';
import { openPublicSurface, type PublicSurface } from '../../support/public-surface.ts';
import { strangeSource } from '../../support/strange-entry.ts';
import { syntheticSources } from '../../support/synthetic-catalogue.ts';
import { type Harvesting, openHarvesting } from './harvesting.ts';
import { openPortal, type Portal } from './portal.ts';

/** More than a page of each way of telling. */
const sources = [...fixtureSources, strangeSource, ...syntheticSources(230)];
const standing = sources.flatMap(({ entry }) => (entry.status === 'published' ? [entry.dataset] : []));

let portal: Portal;
let surface: PublicSurface;
let harvesting: Harvesting;
beforeAll(async () => {
  portal = await openPortal();
  surface = openPublicSurface((path) => void writeSnapshot(path, fixtureAgencies, sources), portal.url);
  portal.answer = ({ path, headers }) =>
    surface.get(
      path,
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    );
  harvesting = await openHarvesting();
});
afterAll(async () => {
  await harvesting[Symbol.asyncDispose]();
  await portal[Symbol.asyncDispose]();
  surface.close();
});

const sorted = (texts: readonly string[] | undefined) => [...new Set(texts)].toSorted();

/** What every way of telling has of a descriptor. */
function inData({ title, description, keywords, keywordsEn, openness, ...dataset }: Dataset) {
  const { theme, issued, modified, publisher, responsibleDepartment, licence } = dataset;
  return {
    ...{ title: plain(title), description: plain(description), theme, issued, modified },
    ...{ publisher, responsibleDepartment, openness: openness.class },
    keywords: sorted([...keywords, ...(keywordsEn ?? [])]),
    licence: openness.class === 'unconditional' ? licenceOf(licence).id : undefined,
  };
}
/** What CKAN has besides. */
function inCkan(dataset: Dataset) {
  const { code, titleEn, descriptionEn, updateCycle, spatial, priority, contact } = dataset;
  return {
    ...inData({ ...dataset, keywordsEn: [] }),
    ...{ code, titleEn: titleEn && plain(titleEn), descriptionEn, updateCycle },
    ...{ spatial: [spatial.code, spatial.name], grounds: sorted(priority?.grounds) },
    phone: normaliseContact(contact.phone ?? ''),
  };
}
/** What DCAT-AP has besides. */
function inDcat(dataset: Dataset) {
  const { spatial, acquisition, keywordsEn } = dataset;
  const start = dataset.temporal?.start ?? dataset.issued;
  const end = dataset.temporal?.end ?? [start, dataset.modified].toSorted().at(-1);
  return {
    ...inCkan(dataset),
    ...inData(dataset),
    ...{ spatial, acquisition, temporal: { start, end }, keywordsEn: sorted(keywordsEn) },
  };
}
/** As every interface tells a text: what XML cannot hold is left out, and so is white space at its ends. */
const plain = (text: string): string =>
  text
    .replaceAll(/(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll(/\r\n?/g, '\n')
    .trim();

async function draftsOf(id: string): Promise<Dataset[]> {
  const entries = await listHarvested(harvesting, id);
  const shown = await Promise.all(entries.map(({ key }) => showHarvested(harvesting, id, key)));
  return shown.map((each) => each?.draft as unknown as Dataset);
}
const byTitle = <T extends { readonly title: string }>(all: readonly T[]) =>
  all.toSorted((one, other) => (one.title < other.title ? -1 : 1));

const ways: readonly [
  id: string,
  kind: HarvestKind,
  path: string,
  told: (dataset: Dataset) => { title: string },
][] = [
  ['turtle', 'dcat', '/catalog.ttl', inDcat],
  ['json-ld', 'dcat', '/catalog.jsonld', inDcat],
  ['rdf-xml', 'dcat', '/catalog.rdf', inDcat],
  ['negotiated', 'dcat', '/catalog', inDcat],
  ['ckan', 'ckan', '', inCkan],
  ['data-json', 'data-json', '/data.json', inData],
];

describe('our catalogue, harvested', () => {
  it.each(ways)(
    'as %s is the same, and nothing happens when it is read again',
    async (id, kind, path, told) => {
      const first = await harvesting.read({ id, kind, url: portal.url + path });
      expect(first).toMatchObject({ bad: [], isComplete: true });
      expect(first.counts).toEqual({ new: standing.length, changed: 0, returned: 0, unchanged: 0, gone: 0 });
      expect(byTitle((await draftsOf(id)).map(told))).toEqual(byTitle(standing.map(told)));

      const events = await harvesting.events(id);
      const asked = portal.asked.length;
      const second = await harvesting.read({ id, kind, url: portal.url + path });
      expect(second.counts).toEqual({ new: 0, changed: 0, returned: 0, unchanged: standing.length, gone: 0 });
      expect(await harvesting.events(id)).toEqual(events);
      if (kind !== 'ckan') {
        expect(second.pagesUnchanged).toBe(first.pages);
        expect(portal.asked.slice(asked).every(({ headers }) => headers['if-none-match'])).toBe(true);
      }
    },
  );

  it('tells the same records in each of the three syntaxes', async () => {
    const hashes = async (id: string) =>
      (await listHarvested(harvesting, id)).map(({ key, hash }) => [key, hash] as const);
    const turtle = await hashes('turtle');
    expect(await hashes('json-ld')).toEqual(turtle);
    expect(await hashes('rdf-xml')).toEqual(turtle);
  });
});
