/** The catalogue page by page: 10,000 entries, and none. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamOf } from '../../../functions/routes/http/pieces.ts';
import { type SnapshotSource, writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { datasetOf, published, versionOf } from '../../support/catalogue-fixture.ts';
import { openPublicSurface, type PublicSurface, portalUrl } from '../../support/public-surface.ts';
import { instancesOf, valuesOf } from '../../support/rdf/ask.ts';
import { type Graph, parseGraph } from '../../support/rdf/parse.ts';
import { breaches } from '../../support/rdf/profile.ts';

const idOf = (index: number) => `dataset-${String(index + 1).padStart(6, '0')}`;

/** As small as entries can be, issued on nine days. */
function* sources(): Generator<SnapshotSource> {
  const bare = { rows: null, fields: [], quality: null, sample: [] };
  const { distributions } = versionOf('one', 1, '2026-03-01T03:00:00Z');
  for (let index = 0; index < 10_000; index += 1) {
    const modified = `2026-03-0${1 + (index % 9)}`;
    const version = versionOf(idOf(index), 1, `${modified}T03:00:00Z`, bare);
    const files = distributions.slice(0, 1);
    yield published(datasetOf(idOf(index), `数据集 ${index + 1}`, { modified }), [
      { ...version, distributions: files },
    ]);
  }
}

let surface: PublicSurface;
beforeAll(() => {
  surface = openPublicSurface((path) => void writeSnapshot(path, fixtureAgencies, sources()));
});
afterAll(() => surface.close());

const read = async (response: Response): Promise<Graph> =>
  parseGraph(await response.text(), response.headers.get('Content-Type') ?? '');
const viewOf = (graph: Graph) => {
  const [view = ''] = instancesOf(graph, 'hydra:PartialCollectionView');
  const first = (property: 'first' | 'previous' | 'next' | 'last' | 'totalItems') =>
    valuesOf(graph, view, `hydra:${property}`)[0];
  return { view, first };
};

describe('10,000 entries', () => {
  it('come a hundred a page, and next leads to the following page in the same syntax', async () => {
    for (const syntax of ['ttl', 'jsonld', 'rdf']) {
      const graph = await read(await surface.get(`/catalog.${syntax}?page=2`));
      const { view, first } = viewOf(graph);
      const at = (page: number) => `${portalUrl}/catalog.${syntax}?page=${page}`;
      expect([view, first('first'), first('previous'), first('next'), first('last')]).toEqual(
        [2, 1, 1, 3, 200].map(at),
      );
      expect(first('totalItems')).toBe('10000');
      const entries = instancesOf(graph, 'dcat:Dataset');
      expect(entries.toSorted()).toEqual(
        Array.from({ length: 50 }, (_, index) => `${portalUrl}/datasets/${idOf(50 + index)}/#dataset`),
      );
      expect(valuesOf(graph, `${portalUrl}/catalog`, 'dcat:dataset').toSorted()).toEqual(entries);
      if (syntax === 'ttl') expect(breaches(graph)).toEqual([]);
    }
  });

  it('end: the last page has no next, and there is none after it', async () => {
    const { first } = viewOf(await read(await surface.get('/catalog.ttl?page=200')));
    expect([first('previous'), first('next')]).toEqual([`${portalUrl}/catalog.ttl?page=199`, undefined]);
    expect((await surface.get('/catalog.ttl?page=201')).status).toBe(404);
  });

  it('are chosen by when they changed, and next keeps the choice', async () => {
    const address = '/catalog.ttl?modified_since=2026-03-09';
    const graph = await read(await surface.get(address));
    const { first } = viewOf(graph);
    expect(Number(first('totalItems'))).toBeLessThan(10_000);
    expect(Number(first('totalItems'))).toBeGreaterThan(100);
    const next = new URL(first('next') ?? '');
    expect([...next.searchParams]).toEqual([
      ['page', '2'],
      ['modified_since', '2026-03-08T16:00:00.000Z'],
    ]);
    const second = await read(await surface.get(next.pathname + next.search));
    for (const page of [graph, second])
      for (const each of instancesOf(page, 'dcat:Dataset'))
        expect(valuesOf(page, each, 'dct:modified')).toEqual(['2026-03-09']);
    const none = await read(await surface.get('/catalog.ttl?modified_since=2026-03-10T00:00:00Z'));
    expect(instancesOf(none, 'dcat:Dataset')).toEqual([]);
  });

  it.each([
    'page=0',
    'page=x',
    'page=1&page=2',
    'modified_since=yesterday',
    'modified_since=2026-13-01',
    'modified_since=9999-12-31T23:59:59-08:00',
    'modified_since=0000-01-01',
    'modified_since=10000-01-01',
    'q=x',
  ])('refuse ?%s', async (query) => expect((await surface.get(`/catalog.ttl?${query}`)).status).toBe(400));

  it('are sent while they are written', async () => {
    let made = 0;
    function* texts() {
      for (; made < 1000; made += 1) yield 'x'.repeat(1024);
    }
    const reader = streamOf(texts()).getReader();
    const lengths: (number | undefined)[] = [];
    for (let read = 0; read < 3; read += 1) lengths.push((await reader.read()).value?.length);
    expect(lengths).toEqual([1024, 1024, 64 * 1024]);
    expect(made).toBeLessThan(100);
    const whole = (await surface.get('/catalog.jsonld')).body?.getReader();
    const piece = await whole?.read();
    expect(piece?.value?.length).toBeLessThan(100_000);
    await whole?.cancel();
  });

  it('are made no further when their reader leaves, and hold up nobody meanwhile', async () => {
    let isEnded = false;
    function* endless() {
      try {
        yield 'a';
        yield 'b';
        for (;;) yield '';
      } finally {
        isEnded = true;
      }
    }
    const reader = streamOf(endless()).getReader();
    for (const text of ['a', 'b']) expect((await reader.read()).value).toEqual(Buffer.from(text));
    const third = reader.read();
    await new Promise((resolve) => setImmediate(resolve));
    await reader.cancel();
    expect((await third).done).toBe(true);
    expect(isEnded).toBe(true);
  });
});

describe('an empty catalogue', () => {
  it('is a page without entries', async () => {
    const empty = openPublicSurface((path) => void writeSnapshot(path, [], []));
    for (const syntax of ['ttl', 'jsonld', 'rdf']) {
      const graph = await read(await empty.get(`/catalog.${syntax}`));
      expect(instancesOf(graph, 'dcat:Catalog')).toEqual([`${portalUrl}/catalog`]);
      expect(instancesOf(graph, 'dcat:Dataset')).toEqual([]);
      expect(viewOf(graph).first('next')).toBeUndefined();
    }
    empty.close();
  });
});
