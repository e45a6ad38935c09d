/** Runs over a catalogue that changes, breaks off, repeats itself, or leads elsewhere. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foldHarvested } from '../../../functions/domain/harvested.ts';
import { auditStreams } from '../../../functions/service/audit.ts';
import { loadSeen } from '../../../functions/service/harvest/entries.ts';
import { listHarvested, showHarvested } from '../../../functions/service/harvest/review.ts';
import { type Harvesting, openHarvesting } from './harvesting.ts';
import { openPortal, type Portal } from './portal.ts';

let portal: Portal;
let harvesting: Harvesting;
beforeAll(async () => {
  [portal, harvesting] = await Promise.all([openPortal(), openHarvesting()]);
});
afterAll(() => Promise.all([portal[Symbol.asyncDispose](), harvesting[Symbol.asyncDispose]()]));

let number = 0;
let id = '';
beforeEach(() => {
  number += 1;
  id = `city-${number}`;
});

const json = (value: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof value === 'string' ? value : JSON.stringify(value), {
    headers: { 'Content-Type': 'application/json', ...headers },
  });
const turtle = (text: string, headers: Record<string, string> = {}) =>
  new Response(
    `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
     @prefix hydra: <http://www.w3.org/ns/hydra/core#> .\n${text}`,
    { headers: { 'Content-Type': 'text/turtle', ...headers } },
  );
const record = (identifier: string, title = `数据集 ${identifier}`) => ({ identifier, title });
const serve = (...dataset: readonly unknown[]) => {
  portal.answer = () => json({ dataset });
};
const readJson = (more: Parameters<Harvesting['read']>[1] = {}) =>
  harvesting.read({ id, kind: 'data-json', url: `${portal.url}/data.json` }, more);
const readGraph = (path = '/catalog.ttl', more: Parameters<Harvesting['read']>[1] = {}) =>
  harvesting.read({ id, kind: 'dcat', url: portal.url + path }, more);
const states = async () =>
  (await listHarvested(harvesting, id)).map(({ key, review, gone }) => `${key} ${gone ? 'gone' : review}`);

describe('what changes at the source', () => {
  it('is noticed: new, changed, gone, returned; nothing is forgotten, and events and rows agree', async () => {
    serve(record('a'), record('b'));
    expect((await readJson()).counts).toMatchObject({ new: 2 });
    serve(record('a', '改名'), record('c'));
    harvesting.clock.now = new Date('2026-03-11T02:00:00Z');
    const second = await readJson();
    expect(second.counts).toEqual({ new: 1, changed: 1, returned: 0, unchanged: 0, gone: 1 });
    expect(second.gone.map(({ key }) => key)).toEqual(['b']);
    expect(await states()).toEqual(['a to-review', 'b gone', 'c to-review']);
    const [, b] = await listHarvested(harvesting, id);
    expect(b?.gone).toEqual({ since: '2026-03-11T02:00:00.000Z', lastSeen: '2026-03-10T02:00:00.000Z' });
    serve(record('a', '改名'), record('b'), record('c'));
    expect((await readJson()).counts).toEqual({ new: 0, changed: 0, returned: 1, unchanged: 2, gone: 0 });
    expect(await harvesting.events(id)).toEqual([
      'harvested-found',
      'harvested-found',
      'harvested-changed',
      'harvested-found',
      'harvested-gone',
      'harvested-returned',
    ]);
    const folded = foldHarvested(await harvesting.records.load(`harvest/${id}`));
    const rows = await loadSeen(harvesting.records, id);
    expect(folded).toEqual(new Map([...rows].map(([key, { entry }]) => [key, entry])));
    for await (const check of auditStreams(harvesting.records)) expect(check.outcome).toBe('intact');
  });

  it('is compared and not written in a dry run', async () => {
    serve(record('a'));
    expect((await readJson({ dryRun: true })).counts).toMatchObject({ new: 1 });
    expect(await harvesting.events(id)).toEqual([]);
  });

  it('is asked for on conditions, page by page', async () => {
    const pages = [
      '<#a> a dcat:Dataset; dct:identifier "a"; dct:title "甲"@zh .',
      '<#b> a dcat:Dataset; dct:identifier "b"; dct:title "乙"@zh .',
    ];
    portal.answer = ({ path, headers }) => {
      const at = Number(new URL(path, portal.url).searchParams.get('page') ?? 1);
      const etag = `"${pages[at - 1]?.length}"`;
      if (headers['if-none-match'] === etag) return new Response(null, { status: 304 });
      const next = at < pages.length ? `<> hydra:next <?page=${at + 1}> .` : '';
      return turtle(`${pages[at - 1]} ${next}`, { ETag: etag });
    };
    expect(await readGraph()).toMatchObject({ pages: 2, pagesUnchanged: 0, counts: { new: 2 } });
    pages[1] = '<#c> a dcat:Dataset; dct:identifier "longer"; dct:title "丙"@zh .';
    expect(await readGraph()).toMatchObject({
      pages: 2,
      pagesUnchanged: 1,
      counts: { new: 1, unchanged: 1, gone: 1 },
    });
  });
});

describe('one bad record', () => {
  it('stops nothing, is told with its reason, and is told again', async () => {
    const dataset =
      '{"dataset":[{"identifier":"a","title":"甲"},{"identifier":broken},{"title":"无标识"},{"identifier":"d"},"text",{"identifier":"b","title":"乙"},{"identifier":"a","title":"又一个"}]}';
    portal.answer = ({ headers }) =>
      headers['if-none-match'] ? new Response(null, { status: 304 }) : json(dataset, { ETag: '"1"' });
    for (const _time of [1, 2]) {
      const report = await readJson();
      expect(report.failure).toBeUndefined();
      expect(report.bad.map(({ identifier, reason }) => `${identifier}: ${reason}`)).toEqual([
        'undefined: not-an-object',
        'undefined: no-identifier',
        'd: no-title',
        'undefined: not-an-object',
        'a: repeated',
      ]);
    }
    expect(await states()).toEqual(['a to-review', 'b to-review']);
  });

  it('that cannot be told apart may be what is missing: nothing is marked as gone', async () => {
    serve(record('a'), record('b'));
    await readJson();
    serve(record('a'), { title: '无标识' });
    expect(await readJson()).toMatchObject({ isComplete: false, gone: [] });
    // One that is known by its identifier is still there.
    serve(record('a'), { identifier: 'b' });
    expect(await readJson()).toMatchObject({ isComplete: true, gone: [] });
  });

  it('may be any text: no path, no markup, no size gets further than it should', async () => {
    const long = 'x'.repeat(60_000);
    serve(
      record('../../etc/passwd', '<script>alert(1)</script>'),
      record('https://city.example/datasets/水质?x=1'),
      record('A/B'),
      { ...record('large'), keyword: Array.from({ length: 60 }, () => '关'.repeat(200)), description: long },
      {
        ...record('odd'),
        publisher: 7,
        distribution: { downloadURL: 'javascript:alert(1)' },
        modified: 'soon',
        landingPage: 'http://u:p@h/',
        theme: [{}],
        language: null,
      },
    );
    const report = await readJson();
    expect(report.bad).toEqual([]);
    for (const { key } of await listHarvested(harvesting, id)) {
      expect(key).toMatch(/^[a-z0-9][a-z0-9-]{0,31}$/);
      const shown = await showHarvested(harvesting, id, key);
      expect(shown?.draft.id).toBe(`${id}--${key}`);
      expect(shown?.draft.id).toMatch(/^[a-z0-9-]{2,64}$/);
      expect(shown?.defects.length).toBeGreaterThan(0);
    }
    const odd = await showHarvested(harvesting, id, 'odd');
    expect(odd?.told).toEqual({ identifier: 'odd', entry: { title: '数据集 odd' }, distributions: [] });
  });
});

describe('languages', () => {
  it('are told by the writing where tags are wrong, and a publisher may be missing', async () => {
    portal.answer = () =>
      turtle(`<#a> a dcat:Dataset; dct:identifier "a"; dct:title "水质"@en, "Water"@en; dcat:keyword "水"@en, "water"@en .
        <#b> a dcat:Dataset; dct:identifier "b"; dct:title "Only English"@en .
        <#c> a dcat:Dataset; dct:identifier "c"; dct:title "土壤"@zh-Hans-CN, "Soil"@en-GB, "Sol"@fr .`);
    await readGraph();
    const told = await Promise.all(
      ['a', 'b', 'c'].map(async (key) => (await showHarvested(harvesting, id, key))?.told.entry),
    );
    expect(told).toEqual([
      { title: '水质', titleEn: 'Water', keywords: ['水'], keywordsEn: ['water'] },
      { title: 'Only English' },
      { title: '土壤', titleEn: 'Soil' },
    ]);
  });
});

const dataset = '<#a> a dcat:Dataset; dct:identifier "a"; dct:title "甲"@zh .';
const xml = (body: string) => new Response(body, { headers: { 'Content-Type': 'application/rdf+xml' } });
const jsonLd = (body: string) => new Response(body, { headers: { 'Content-Type': 'application/ld+json' } });
const status = (code: number, headers: Record<string, string> = {}) =>
  new Response(null, { status: code, headers });

describe('a page that cannot be read ends the run, and nothing is marked as gone', () => {
  it.each<readonly [string, () => Response]>([
    ['syntax', () => turtle('<#a> a dcat:Dataset; dct:title "')],
    ['no-catalogue', () => turtle('<#a> a <#b> .')],
    ['no-catalogue', () => new Response('<html></html>', { headers: { 'Content-Type': 'text/html' } })],
    ['entities', () => xml('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>')],
    ['too-deep', () => xml(`<r a='/>">'>${'<a:D b="/>">'.repeat(10_000)}`)],
    [
      'long-address',
      () => turtle(`@prefix p: <http://x/${'x'.repeat(9_000)}> .\n${'p:a p:b p:c .\n'.repeat(5_000)}`),
    ],
    ['long-address', () => jsonLd(`{"@context":{"p":"http://x/${'x'.repeat(9_000)}/"},"@id":"p:a","p:b":1}`)],
    ['remote-context', () => jsonLd('{"@context":"http://127.0.0.1/context","@graph":[]}')],
    ['too-deep', () => jsonLd(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['syntax', () => jsonLd('{"@graph":[')],
    ['encoded', () => turtle(dataset, { 'Content-Encoding': 'gzip' })],
    ['too-large', () => turtle(`${dataset} # ${'x'.repeat(200_000)}`)],
    ['status-500', () => status(500)],
    ['redirects', () => status(302, { Location: '/catalog.ttl' })],
    ['not-public', () => status(302, { Location: 'http://169.254.169.254/latest/meta-data/' })],
    // This machine may be read here, but only where the source lies.
    ['port', () => status(302, { Location: 'http://127.0.0.1:1/catalog.ttl' })],
    ['not-public', () => status(302, { Location: 'http://10.0.0.1/catalog.ttl' })],
    ['not-https', () => status(302, { Location: 'file:///etc/passwd' })],
    ['user-information', () => status(302, { Location: 'https://user@example.org/' })],
  ])('%s', async (reason, answer) => {
    portal.answer = () => turtle(dataset);
    await readGraph();
    portal.answer = answer;
    const report = await readGraph('/catalog.ttl', { limits: { answerBytes: 210_000 } }).then((first) =>
      reason === 'too-large' ? readGraph('/catalog.ttl', { limits: { answerBytes: 100_000 } }) : first,
    );
    expect(report).toMatchObject({ failure: { page: 1, reason }, isComplete: false, gone: [] });
    expect(await states()).toEqual(['a to-review']);
  });

  it.each<readonly [string, string]>([
    ['loop', '?page=1'],
    ['other-origin', 'http://10.0.0.1/next'],
    ['other-origin', 'https://elsewhere.example/next'],
  ])('%s, when the next page is %s', async (reason, next) => {
    portal.answer = () => turtle(`${dataset} <> hydra:next <${next}> .`);
    expect(await readGraph('/catalog.ttl?page=1')).toMatchObject({
      failure: { page: 2, reason },
      counts: { new: 1 },
    });
  });

  it.each<readonly [string, NonNullable<Parameters<Harvesting['read']>[1]>['limits']]>([
    ['too-many-pages', { pages: 3 }],
    ['too-many-records', { records: 3 }],
    ['run-too-long', { runMs: 0 }],
  ])('%s', async (reason, limits) => {
    portal.answer = ({ path }) => {
      const start = Number(new URL(path, portal.url).searchParams.get('start'));
      const results = [start, start + 1].map((at) => ({ id: `p${at}`, name: `p${at}`, title: `第 ${at}` }));
      return json({ success: true, result: { count: 1_000_000, results } });
    };
    const report = await harvesting.read({ id, kind: 'ckan', url: portal.url }, { limits: limits ?? {} });
    expect(report.failure?.reason).toBe(reason);
  });
});

describe('what the platform may connect to', () => {
  it.each([
    ['http://127.0.0.1/', 'not-public'],
    ['http://localhost/', 'not-public'],
    ['http://[::1]/', 'not-public'],
    ['http://169.254.169.254/', 'not-public'],
    ['http://10.1.2.3/', 'not-public'],
    ['http://192.168.0.1:80/', 'not-public'],
    ['http://0x7f.1/', 'not-public'],
    ['http://8.8.8.8:22/', 'port'],
    ['http://8.8.8.8:8080/', 'port'],
    ['ftp://8.8.8.8/', 'not-https'],
  ])('does not include %s: %s', async (url, reason) => {
    const rules = { allowsHttp: true };
    const report = await harvesting.read({ id, kind: 'dcat', url }, { rules });
    expect(report.failure?.reason).toBe(reason);
  });

  it('does not include the link even in a trial', async () => {
    const url = 'http://169.254.169.254/latest/';
    expect((await harvesting.read({ id, kind: 'dcat', url })).failure?.reason).toBe('not-public');
  });
});
