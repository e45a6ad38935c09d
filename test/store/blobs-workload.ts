import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Blobs } from '../../functions/service/ports.ts';
import { digest, metaOf } from '../support/blob-content.ts';
import { seededBytes } from '../support/seeded.ts';

/** Stores blobs, small ones and some of several parts, until the process dies; `acknowledge` hears each key. */
export async function storeForever(
  blobs: Blobs,
  run: number,
  file: string,
  acknowledge: (key: string) => void,
): Promise<never> {
  for (let n = 0; ; n += 1) {
    const key = keyOf(run, n);
    const content = contentOf(run, n);
    if (n % 2 === 0) {
      await blobs.putBytes(key, content, metaOf(content));
    } else {
      await writeFile(file, content);
      await blobs.putFile(key, file, metaOf(content));
    }
    acknowledge(key);
  }
}

/** Stores again what the dead writer was storing, as the same command does when it is repeated; true if it is there. */
export async function finishInterrupted(
  blobs: Blobs,
  run: number,
  { length }: readonly string[],
): Promise<boolean> {
  const [key, content] = [keyOf(run, length), contentOf(run, length)];
  const { sha256 } = await blobs.putBytes(key, content, metaOf(content));
  return (await digest(await blobs.get(key))).sha256 === sha256;
}

/** What is wrong after the writer died: acknowledged blobs that are lost, visible ones that are not whole. */
export async function findDamage(
  blobs: Blobs,
  run: number,
  acknowledged: readonly string[],
): Promise<string[]> {
  const damage: string[] = [];
  const { rows } = await blobs.list(`killed/${run}/`, { limit: 1000 });
  const visible = new Set(rows.map(({ key }) => key));
  damage.push(...acknowledged.filter((key) => !visible.has(key)).map((key) => `${key} is lost`));
  if (rows.length > acknowledged.length + 1)
    damage.push(`${rows.length} blobs, ${acknowledged.length} acknowledged`);
  for (const { key, bytes, sha256 } of rows) {
    const { sha256: wanted } = metaOf(contentOf(run, Number(key.split('/').at(-1))));
    const stored = await digest(await blobs.get(key));
    const local = await digest(createReadStream(String(await blobs.localFile(key))));
    const whole = [sha256, stored.sha256, local.sha256].every((hash) => hash === wanted);
    if (!whole || bytes !== stored.bytes) damage.push(`${key} is torn`);
  }
  return damage;
}

function keyOf(run: number, n: number): string {
  return `killed/${run}/${String(n).padStart(4, '0')}`;
}

/** Every fourth has more than one part in S3. */
function contentOf(run: number, n: number): Uint8Array {
  return seededBytes(run * 1000 + n, n % 4 === 3 ? 8_400_000 : (n * 7919) % 100_000);
}
