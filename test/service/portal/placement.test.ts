import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBucket } from '../../../functions/store/s3-blobs.ts';
import { s3Client, startS3 } from '../../support/aws-emulators.ts';
import { type Datasets, openWorld, type World } from './placing-portal.ts';

let s3: Awaited<ReturnType<typeof startS3>>;
let client: S3Client;
const directory = mkdtempSync(join(tmpdir(), 'placement-'));
beforeAll(async () => {
  s3 = await startS3();
  client = s3Client(s3.endpoint);
  await ensureBucket(client, 'placement');
});
afterAll(async () => {
  client.destroy();
  await s3.stop();
  rmSync(directory, { recursive: true });
});

const never = new AbortController().signal;
const first: Datasets = { rivers: '江河', lakes: '湖泊', roads: '道路' };
/** One is new, one has another title, one is withdrawn. */
const second: Datasets = { rivers: '河流', lakes: null, roads: '道路', bridges: '桥梁' };

async function opened(datasets?: Datasets): Promise<World> {
  const world = openWorld(client, 'placement', directory);
  if (!datasets) return world;
  await world.publish(datasets);
  await world.process().follow(never);
  world.told.length = 0;
  return world;
}

/** What readers see: of a page that stands no tombstone. */
async function pagesOf(world: World) {
  const found = await world.found();
  const seen = Object.entries(found).filter(
    ([file]) => !(file.replace(/^gone\//, '') in found && /^gone/.test(file)),
  );
  return Object.fromEntries(seen);
}

/** Links of pages that lead to what is not there. */
async function brokenLinks(world: World): Promise<string[]> {
  const found = await world.found();
  const fileOf = (path: string) => `${path.slice(1)}index.html`;
  return Object.entries(found).flatMap(([file, text]) =>
    file.endsWith('.html')
      ? (JSON.parse(text) as { links: string[] }).links
          .map(fileOf)
          .filter((to) => !(to in found) && !(`gone/${to}` in found))
          .map((to) => `${file} → ${to}`)
      : [],
  );
}

describe('the pages in the bucket', () => {
  it('wait for the first publication', async () => {
    const world = await opened();
    expect(await world.process().follow(never)).toEqual({ portal: 'nothing is published yet' });
    await world.close();
  });

  it('are those that a publication touches: new ones first, tombstones for the function', async () => {
    const world = await opened(first);
    await world.publish(second);
    expect(await world.process().follow(never)).toEqual({ portal: 'in step', pages: 4 });
    const [created, ...others] = world.told;
    expect(created).toBe('put datasets/bridges/index.html pages');
    expect(others.toSorted()).toEqual([
      'put datasets/rivers/index.html pages',
      'put index.html pages',
      'put search/zh.json pages',
      'remove datasets/lakes/index.html pages',
    ]);
    expect((await world.found())['gone/datasets/lakes/index.html']).toContain('withdrawn');
    world.told.length = 0;
    expect(await world.process().follow(never)).toEqual({ portal: 'in step', pages: 0 });
    expect(world.told).toEqual([]);
    await world.close();
  });

  it('go when nothing leads to them any more', async () => {
    const world = await opened(first);
    const { roads: _, ...less } = first;
    await world.publish(less);
    await world.process().follow(never);
    expect(world.told.at(-1)).toBe('remove datasets/roads/index.html pages');
    await world.close();
  });

  it.each([
    ['some pages', 'one', second],
    ['some pages that are taken back', 'one', { ...first, rivers: '江河' }],
    ['some pages, which then are others', 'one', { ...second, rivers: '江河', tunnels: '隧道' }],
    ['all pages', 'two', second],
  ])(
    'lead nowhere that is not there, wherever whoever makes %s is killed, and the next one finishes',
    async (_, program, last) => {
      const undisturbed = await opened(first);
      await undisturbed.publish(second);
      await undisturbed.process({ program }).follow(never);
      await undisturbed.publish(last);
      await undisturbed.process({ program }).follow(never);
      const wanted = await pagesOf(undisturbed);
      let isKilled = true;
      let kill = 0;
      while (isKilled) {
        kill += 1;
        const world = await opened(first);
        await world.publish(second);
        isKilled = await world
          .process({ kill, program })
          .follow(never)
          .then(
            () => false,
            () => true,
          );
        expect(await brokenLinks(world)).toEqual([]);
        world.pass(61_000);
        await world.publish(last);
        const broken: string[] = [];
        const onPlaced = async () => void broken.push(...(await brokenLinks(world)));
        await world.process({ program, onPlaced }).follow(never);
        expect([broken, await pagesOf(world)]).toEqual([[], wanted]);
        await world.close();
      }
      expect(kill).toBeGreaterThan(6);
      await undisturbed.close();
    },
  );

  it('are put there by one process at a time, which also does what is published meanwhile', async () => {
    const world = await opened(first);
    await world.publish(second);
    const other = world.process();
    const answers: unknown[] = [];
    const onPage = async (path: string) => {
      if (path !== '/' || answers.length > 0) return;
      await world.publish({ ...second, tunnels: '隧道' });
      answers.push(await other.follow(never));
    };
    await world.process({ onPage }).follow(never);
    expect(answers).toEqual([{ portal: 'another is at it', pages: 0 }]);
    expect((await world.found())['datasets/tunnels/index.html']).toContain('隧道');
    await world.close();
  });
});

describe('a whole edition', () => {
  it('is made for a new day and for another program; what did not change is not written', async () => {
    const world = await opened(first);
    world.pass(24 * 3_600_000);
    expect(await world.process().follow(never)).toEqual({ portal: 'in step', pages: 5 });
    expect(world.told.filter((each) => each.startsWith('put datasets'))).toHaveLength(3);
    world.told.length = 0;
    await world.process({ program: 'two' }).follow(never);
    expect(world.told).toEqual(['put _astro/page.12345678.css pages']);
    await world.close();
  });

  it('stops in time and goes on where it stopped, whatever is published in between', async () => {
    const world = await opened(first);
    world.pass(24 * 3_600_000);
    const stopping = new AbortController();
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`set-${index}`, `数据 ${index}`]),
    );
    await world.publish({ ...first, ...many });
    const rendered: string[] = [];
    const onPage = (path: string) => {
      rendered.push(path);
      if (rendered.length === 64) stopping.abort();
    };
    expect(await world.process({ onPage }).follow(stopping.signal)).toEqual({ portal: 'goes on', pages: 64 });
    await world.publish({ ...first, ...many, tunnels: '隧道' });
    await world.process({ onPage }).follow(never);
    expect(rendered[64]).toBe('/datasets/tunnels/');
    expect(new Set(rendered).size).toBe(rendered.length);
    expect(Object.keys(await world.found()).filter((file) => file.startsWith('datasets/'))).toHaveLength(104);
    await world.close();
  });

  it('keeps for one more what pages in a browser ask for, and drops it with the next', async () => {
    const world = await opened(first);
    const fragments = async () =>
      Object.keys(await world.found()).filter((file) => file.startsWith('pagefind/fragment/')).length;
    for (const title of ['甲', '乙', '丙']) {
      await world.publish({ rivers: title });
      world.pass(24 * 3_600_000);
      await world.process().follow(never);
    }
    expect(await fragments()).toBe(2);
    await world.close();
  });
});
