/** Graphs of a catalogue in which every state occurs once, and strange words besides. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import {
  canary,
  datasetOf,
  published,
  versionOf,
  writeCatalogueFixture,
} from '../../support/catalogue-fixture.ts';
import { openPublicSurface, type PublicSurface, portalUrl } from '../../support/public-surface.ts';
import { inLanguage, instancesOf, isA, mentions, valuesOf } from '../../support/rdf/ask.ts';
import { canonical, type Graph, parseGraph } from '../../support/rdf/parse.ts';
import { breaches } from '../../support/rdf/profile.ts';

const title = '“引号”"\'\\ <b>&amp; 🐼 𠮷 \u202eمرحبا\u202c\t\u0007\ud800 末';
const strange = published(
  datasetOf('strange', title, {
    titleEn: 'Line one\r\nline "two" ]]> -- \\u0041',
    keywords: ['<k>', '多 行\n词', '🚰'],
    sources: [{ title: 'x', url: 'https://example.org/a{b}|c?q=水 ^`'.replaceAll(' ', '%20') }],
    licence: 'https://example.org/terms|of{use}',
  }),
  [
    versionOf('strange', 1, '2026-03-01T03:00:00Z', {
      distributions: [
        {
          name: '水 #1 "x"?.csv',
          format: 'CSV',
          mediaType: 'text/csv',
          bytes: 1,
          sha256: 'a'.repeat(64),
          role: 'data',
          title: '<题>',
        },
      ],
    }),
  ],
);

let surface: PublicSurface;
beforeAll(() => {
  surface = openPublicSurface((path) => writeCatalogueFixture(path, [strange]));
});
afterAll(() => surface.close());

async function graphOf(path: string): Promise<Graph> {
  const response = await surface.get(path);
  expect([path, response.status]).toEqual([path, 200]);
  return parseGraph(await response.text(), response.headers.get('Content-Type') ?? '');
}
const inEach = (base: string) =>
  Promise.all(['jsonld', 'ttl', 'rdf'].map((syntax) => graphOf(`${base}.${syntax}`)));
const iri = (id: string) => `${portalUrl}/datasets/${id}/#dataset`;
const one = (id: string) => graphOf(`/datasets/${id}/dcat.ttl`);
const own = (path: string) => `${portalUrl}/concepts/${path}`;

describe('the three syntaxes', () => {
  it.each([
    '/datasets/strange/dcat',
    '/datasets/water-quality-stations/dcat',
    '/datasets/hostile-markup/dcat',
    '/datasets/bus-card-journeys/dcat',
    '/concepts/themes',
    '/concepts/priority-grounds',
    '/concepts/law',
  ])('tell the same graph of %s', async (base) => {
    const [first, ...others] = (await inEach(base)).map(canonical);
    expect(first?.length).toBeGreaterThan(2);
    for (const other of others) expect(other).toEqual(first);
  });

  it('tell the same graph of the catalogue, but for the addresses of its pages', async () => {
    const graphs = (await inEach('/catalog')).map(canonical);
    const [first, ...others] = graphs.map((lines) =>
      lines.map((line) => line.replaceAll(/(\/catalog)\.\w+(\?)/g, '$1$2')),
    );
    for (const other of others) expect(other).toEqual(first);
  });

  it('keep strange words whole, and leave out only what XML cannot hold', async () => {
    for (const graph of await inEach('/datasets/strange/dcat')) {
      const kept = title.replace('\u0007', '').replace('\ud800', '\ufffd');
      expect(inLanguage(graph, iri('strange'), 'dct:title', 'zh')).toEqual([kept]);
      expect(inLanguage(graph, iri('strange'), 'dct:title', 'en')).toEqual([
        'Line one\nline "two" ]]> -- \\u0041',
      ]);
      const [file = ''] = valuesOf(graph, iri('strange'), 'dcat:distribution');
      expect(valuesOf(graph, file, 'dcat:downloadURL')).toEqual([
        `${portalUrl}/files/strange/1/${encodeURIComponent('水 #1 "x"?.csv')}`,
      ]);
    }
  });
});

describe('DCAT-AP 3.0.1', () => {
  it.each([
    '/catalog.ttl',
    '/datasets/strange/dcat.ttl',
    '/datasets/water-quality-stations/dcat.ttl',
    '/datasets/emergency-plans/dcat.ttl',
    '/datasets/bus-card-journeys/dcat.ttl',
    '/datasets/patient-registry/dcat.ttl',
    '/concepts/themes.ttl',
    '/concepts/priority-grounds.ttl',
  ])('is kept to, recommendations included, by %s', async (path) => {
    expect(breaches(await graphOf(path))).toEqual([]);
  });

  it('has each publisher described where it is named, in both languages', async () => {
    const graph = await one('water-quality-stations');
    const [publisher = ''] = valuesOf(graph, iri('water-quality-stations'), 'dct:publisher');
    expect(isA(graph, publisher, 'foaf:Agent')).toBe(true);
    expect(valuesOf(graph, publisher, 'foaf:name')).toEqual([
      '吉林省生态环境厅',
      'Department of Ecology and Environment of Jilin Province',
    ]);
  });

  it('tells each file with its hash, size and place, and how its rows can be asked for', async () => {
    const graph = await one('water-quality-stations');
    const files = valuesOf(graph, iri('water-quality-stations'), 'dcat:distribution');
    expect(files).toHaveLength(5);
    for (const file of files) {
      const [checksum = ''] = valuesOf(graph, file, 'spdx:checksum');
      expect(valuesOf(graph, checksum, 'spdx:checksumValue')).toEqual([expect.stringMatching(/^[a-f]{64}$/)]);
      expect(valuesOf(graph, file, 'dcat:byteSize')).toHaveLength(1);
      expect(valuesOf(graph, file, 'dcat:downloadURL')).toHaveLength(1);
    }
    const [service = ''] = instancesOf(graph, 'dcat:DataService');
    expect(valuesOf(graph, files[0] ?? '', 'dcat:accessService')).toEqual([service]);
    expect(valuesOf(graph, service, 'dcat:endpointURL')).toEqual([
      `${portalUrl}/api/v1/datasets/water-quality-stations/records`,
    ]);
  });

  it('tells versions that stand, each with the one before, and no other datasets', async () => {
    const graph = await one('water-quality-stations');
    const id = iri('water-quality-stations');
    const version = (number: number) => id.replace('#dataset', `#version-${number}`);
    expect(valuesOf(graph, id, 'dcat:version')).toEqual(['3']);
    expect(valuesOf(graph, id, 'dcat:hasVersion')).toEqual([version(3), version(2)]);
    expect(valuesOf(graph, version(3), 'dcat:previousVersion')).toEqual([version(2)]);
    expect(valuesOf(graph, version(2), 'dcat:previousVersion')).toEqual([]);
    expect(instancesOf(graph, 'dcat:Dataset')).toEqual([id]);
  });

  it('says of high-value data by which law and on which grounds, and of other data nothing', async () => {
    const graph = await graphOf('/catalog.ttl');
    expect(valuesOf(graph, iri('water-quality-stations'), 'dcatap:hvdCategory')).toEqual([
      own('priority-grounds#livelihood'),
      own('priority-grounds#urgent'),
    ]);
    const law = [own('law#art-29')];
    const files = valuesOf(graph, iri('water-quality-stations'), 'dcat:distribution');
    for (const each of [iri('water-quality-stations'), files[0] ?? ''])
      expect(valuesOf(graph, each, 'dcatap:applicableLegislation')).toEqual(law);
    expect(valuesOf(graph, iri('air-quality-daily'), 'dcatap:applicableLegislation')).toEqual([]);
  });

  it('uses concepts and schemes of our own that stand where their addresses lead', async () => {
    const catalogue = await graphOf('/catalog.ttl');
    const used = [...catalogue]
      .flatMap(({ subject, object }) => [subject.value, object.value])
      .filter((value) => value.startsWith(own('')));
    const addresses = new Set(used.map((each) => each.replace(/#.*/, '').slice(portalUrl.length)));
    expect([...addresses].sort()).toEqual([
      '/concepts/law',
      '/concepts/priority-grounds',
      '/concepts/themes',
    ]);
    for (const address of addresses) {
      const graph = await graphOf(address);
      for (const each of used.filter((value) => value.startsWith(portalUrl + address)))
        expect([each, valuesOf(graph, each, 'rdf:type').length]).toEqual([each, 1]);
    }
  });
});

describe('data that is not open', () => {
  it.each([
    ['bus-card-journeys', 'RESTRICTED', '#guide'],
    ['patient-registry', 'NON_PUBLIC', ''],
  ])('%s is described, and nothing in it leads to data', async (id, right, place) => {
    const graph = await one(id);
    expect(valuesOf(graph, iri(id), 'dct:accessRights')[0]).toMatch(new RegExp(`/access-right/${right}$`));
    const distributions = instancesOf(graph, 'dcat:Distribution');
    expect(distributions).toHaveLength(1);
    expect(valuesOf(graph, distributions[0] ?? '', 'dcat:accessURL')).toEqual([
      `${portalUrl}/datasets/${id}/${place}`,
    ]);
    expect(instancesOf(graph, 'dcat:DataService')).toEqual([]);
    for (const part of ['/files/', '/records', '/export/', canary, 'creativecommons'])
      expect([part, mentions(graph, part)]).toEqual([part, false]);
  });

  it('that was withdrawn is gone (410), and absent from the catalogue', async () => {
    for (const syntax of ['jsonld', 'ttl', 'rdf']) {
      const response = await surface.get(`/datasets/retired-outlets/dcat.${syntax}`);
      expect([response.status, await response.json()]).toMatchObject([410, { code: 'dataset-withdrawn' }]);
    }
    const graph = await graphOf('/catalog.ttl');
    expect(mentions(graph, 'retired-outlets')).toBe(false);
    expect(mentions(graph, '名单与现状不符')).toBe(false);
  });
});

describe('agencies', () => {
  it('publish the catalogue by their supervisor', async () => {
    const graph = await graphOf('/catalog.ttl');
    const bureau = fixtureAgencies.find(({ kind }) => kind === 'bureau');
    const [publisher = ''] = valuesOf(graph, `${portalUrl}/catalog`, 'dct:publisher');
    expect(valuesOf(graph, publisher, 'foaf:name')).toContain(bureau?.name);
  });
});
