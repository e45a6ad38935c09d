/** The records of the national guide: one tree in XML and JSON, for open, conditional and withheld entries. */
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Catalogue, openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { readXml } from '../../functions/service/intake/stage/xlsx/xml.ts';
import { fixtureAgencies } from '../support/catalogue-agencies.ts';
import { canary } from '../support/catalogue-fixture.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { strangeSource, strangeTitle } from '../support/strange-entry.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

type Tree = string | Tree[] | { [name: string]: Tree };

/** XML as the tree that JSON tells: an element with `item`s is a list. */
async function treeOf(xml: string): Promise<Tree> {
  const stack: { name: string; text: string; members: [string, Tree][] }[] = [
    { name: '', text: '', members: [] },
  ];
  await readXml(Readable.from([Buffer.from(xml)]), {
    open: (name) => void stack.push({ name, text: '', members: [] }),
    text: (text) => {
      const top = stack.at(-1);
      if (top) top.text += text;
    },
    close: () => {
      const { name = '', text = '', members = [] } = stack.pop() ?? {};
      const isList = members.length > 0 && members.every(([member]) => member === 'item');
      const value = isList
        ? members.map(([, each]) => each)
        : members.length > 0
          ? Object.fromEntries(members)
          : text;
      stack.at(-1)?.members.push([name, value]);
    },
  });
  return stack[0]?.members[0]?.[1] ?? '';
}

/** Numbers as XML writes them. */
const asTexts = (json: string): Tree =>
  JSON.parse(json, (_, value: unknown) => (typeof value === 'number' ? String(value) : value)) as Tree;

const body = async (path: string, of = platform) => (await of.get(path)).text();

describe('a record of the national guide', () => {
  it('tells an open entry in the words of the guide, and leads to itself', async () => {
    const response = await platform.get('/datasets/stations/national-record.json');
    expect(response.headers.get('Link')).toContain(
      '/datasets/stations/national-record.xml>; rel="describedby"',
    );
    const record = await response.json();
    expect(record).toMatchObject({
      category: '部门信息资源',
      title: '水质监测断面',
      publisher: '吉林省生态环境厅',
      publisherCode: expect.stringMatching(/^11220000/),
      formats: expect.arrayContaining(['CSV']),
      sharing: { type: '无条件共享' },
      openness: { isOpen: '是', class: '无条件开放' },
      updateCycle: '每月',
      issued: '2025-06-01',
      fields: expect.arrayContaining([expect.objectContaining({ name: 'day', dataType: '日期型D' })]),
    });
  });

  it.each(['stations', 'gated', 'secret', 'plan'])('of %s is the same tree in XML and JSON', async (id) => {
    const xml = await body(`/datasets/${id}/national-record.xml`);
    const json = await body(`/datasets/${id}/national-record.json`);
    expect(await treeOf(xml)).toEqual(asTexts(json));
    expect(xml + json).not.toContain(canary);
  });

  it('tells what is conditional or withheld, with reason and basis', async () => {
    const gated = JSON.parse(await body('/datasets/gated/national-record.json'));
    expect(gated.openness).toMatchObject({ isOpen: '是', class: '有条件开放', ground: '需要持续获取' });
    const secret = JSON.parse(await body('/datasets/secret/national-record.json'));
    expect([secret.openness.isOpen, secret.sharing.type]).toEqual(['否', '不予共享']);
  });

  it.each([
    ['/datasets/gone/national-record.xml', 410],
    ['/datasets/nothing/national-record.json', 404],
  ])('%s answers %i', async (path, status) => expect((await platform.get(path)).status).toBe(status));
});

describe('the catalogue of the national guide', () => {
  it('holds every entry that stands, the same in XML and JSON', async () => {
    const json = asTexts(await body('/national-catalog.json')) as { resources: { title: string }[] };
    expect(json.resources.map(({ title }) => title)).toHaveLength(4);
    expect(await treeOf(await body('/national-catalog.xml'))).toEqual(json);
  });

  it.each([
    '/national-catalog.xml',
    '/national-catalog.json',
    '/national-catalog.xlsx',
    '/national-catalog.xsd',
    '/national-catalog-template.xlsx',
  ])('answers HEAD and If-None-Match: %s', async (path) => {
    const whole = await platform.get(path);
    await whole.arrayBuffer();
    const head = await platform.get(path, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('Content-Type')]).toEqual([
      200,
      '',
      whole.headers.get('Content-Type'),
    ]);
    const known = { 'If-None-Match': whole.headers.get('ETag') ?? '' };
    expect((await platform.get(path, { headers: known })).status).toBe(304);
  });

  it('bears every text, and none', async () => {
    for (const sources of [[strangeSource], []]) {
      const path = join(platform.directory, `national-${sources.length}.sqlite`);
      writeSnapshot(path, fixtureAgencies, sources);
      const shown: Catalogue = openCatalogue(path);
      const other = await openOpenPlatform({ more: { catalogue: () => shown } });
      const tree = (await treeOf(await body('/national-catalog.xml', other))) as { resources: Tree };
      const json = asTexts(await body('/national-catalog.json', other)) as { resources: { title: string }[] };
      if (sources.length > 0) expect(tree).toEqual(json);
      expect(json.resources.map(({ title }) => title)).toEqual(sources.map(() => strangeTitle));
      await other.close();
      shown.close();
    }
  });

  it('comes with a schema that names every element', async () => {
    const schema = await body('/national-catalog.xsd');
    const xml = await body('/national-catalog.xml');
    for (const [, name] of xml.matchAll(/<(\w+)>/g))
      if (name !== 'item') expect(schema).toContain(`name="${name}"`);
    expect(schema).toContain('没有发布交换格式');
  });
});
