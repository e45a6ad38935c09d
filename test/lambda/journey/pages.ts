/** The portal in the cloud: what stands in the bucket, and the portal that one machine makes of the same catalogue. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { readConfig } from '../../../functions/local/config.ts';
import { createPortalBuilder } from '../../../functions/local/portal.ts';
import { openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import type { Placed } from '../../../functions/service/portal/placed.ts';
import { s3Client } from '../../support/aws-emulators.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';
import { physicalBucket } from '../../support/lambda/environment.ts';
import { rendererDirectory } from '../../support/renderer-directory.ts';

/** What lies below a prefix of a bucket, by the rest of its key. */
export async function storedIn({ settings }: Cloud, bucket: string, prefix: string) {
  const client = s3Client(settings.AWS_ENDPOINT_URL_S3 ?? '');
  const Bucket = physicalBucket(bucket);
  const files = new Map<string, Buffer>();
  let from: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix: prefix, ContinuationToken: from }),
    );
    await Promise.all(
      (page.Contents ?? []).map(async ({ Key = '' }) => {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        files.set(Key.slice(prefix.length), Buffer.from((await Body?.transformToByteArray()) ?? []));
      }),
    );
    from = page.NextContinuationToken;
  } while (from !== undefined);
  client.destroy();
  return files;
}

/** Puts a file into a bucket, as a service of the cloud does. */
export async function storeIn({ settings }: Cloud, bucket: string, Key: string, Body: Uint8Array) {
  const client = s3Client(settings.AWS_ENDPOINT_URL_S3 ?? '');
  await client.send(new PutObjectCommand({ Bucket: physicalBucket(bucket), Key, Body }));
  client.destroy();
}

/** Every file of the portal that one machine builds whole of the snapshot that the cloud's pages show. */
async function ofOneMachine({ url }: Cloud, directory: string, snapshot: Buffer | undefined, placed: Placed) {
  const read = readConfig({ DATA_DIR: directory, PORTAL_URL: url, RENDERER_DIR: rendererDirectory });
  if (read.outcome === 'invalid' || !snapshot) throw new Error('there is nothing to compare');
  mkdirSync(join(directory, 'work'), { recursive: true });
  const path = join(directory, `${placed.snapshot}.sqlite`);
  writeFileSync(path, snapshot);
  const builder = await createPortalBuilder({ config: read.config, workDirectory: join(directory, 'work') });
  const catalogue = openCatalogue(path);
  const stopping = new AbortController().signal;
  const faults: unknown[] = [];
  const { tree, renderer } = await builder.buildWhole(
    { catalogue, day: placed.day },
    { stopping, onFault: (fault) => void faults.push(fault) },
  );
  await renderer?.close();
  catalogue.close();
  expect(faults).toEqual([]);
  const names = readdirSync(tree.base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(tree.base, join(entry.parentPath, entry.name)));
  return new Map(names.map((name) => [name, readFileSync(join(tree.base, name))]));
}

/** What the search has besides its pages: in the cloud an index of another day and what changed since. */
const isOfSearch = (name: string): boolean => /^(?:pagefind|search)\/|^\.(?:edition|search-base)/.test(name);

/** Answers the tombstones. Fails unless all files are those of one machine, byte for byte. */
export async function comparePages(cloud: Cloud, directory: string): Promise<readonly string[]> {
  const editions = await storedIn(cloud, 'Snapshots', 'editions/');
  const placed = JSON.parse(editions.get('edition.json')?.toString('utf8') ?? '') as Placed;
  expect(placed).not.toHaveProperty('left');
  const snapshots = await storedIn(cloud, 'Snapshots', 'snapshots/');
  const machine = await ofOneMachine(cloud, directory, snapshots.get(`${placed.snapshot}.sqlite`), placed);
  const pages = await storedIn(cloud, 'Open', 'portal/');
  const gone = [...editions].flatMap(([name, bytes]) =>
    name.startsWith('gone/') ? [[name.slice('gone/'.length), bytes] as const] : [],
  );
  const there = new Map([...pages, ...gone]);
  const names = (files: ReadonlyMap<string, Buffer>) =>
    [...files.keys()].filter((name) => !isOfSearch(name)).toSorted();
  expect(names(there)).toEqual(names(machine));
  for (const name of names(machine))
    if (!there.get(name)?.equals(machine.get(name) ?? Buffer.alloc(0)))
      expect([name, there.get(name)?.toString('utf8')]).toEqual([name, machine.get(name)?.toString('utf8')]);
  return gone.map(([name]) => name).filter((name) => !pages.has(name));
}
