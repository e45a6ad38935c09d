/** Whether what a platform offers is whole: every file as its checksum says, every page there. */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Platform } from './platform.ts';

interface Catalogue {
  readonly data: readonly { readonly id: string }[];
}
interface Entry {
  readonly versions?: readonly { readonly number: number; readonly withdrawn?: unknown }[];
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `hash  name` lines, as `sha256sum` reads them. */
export function checksumsOf(text: string): Map<string, string> {
  const lines = text.trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

/** Downloads all there is and compares it with `SHA256SUMS`; answers the numbers of the versions by dataset. */
export async function expectWhole({ get }: Platform): Promise<Record<string, number[]>> {
  const { data }: Catalogue = await (await get('/api/v1/datasets')).json();
  const found: Record<string, number[]> = {};
  for (const { id } of data) {
    const { versions = [] }: Entry = await (await get(`/api/v1/datasets/${id}`)).json();
    found[id] = versions.map(({ number }) => number);
    expect((await get(`/datasets/${id}/`)).status, id).toBe(200);
    for (const number of found[id]) await expectFiles(get, `/files/${id}/${number}`);
  }
  return found;
}

async function expectFiles(get: Platform['get'], directory: string): Promise<void> {
  const list = await get(`${directory}/SHA256SUMS`);
  if (list.status === 403) return; // conditional data: the entry is public, the files are not
  expect(list.status, directory).toBe(200);
  for (const [name, hash] of checksumsOf(await list.text())) {
    const file = await get(`${directory}/${encodeURIComponent(name)}`);
    expect(sha256(await file.bytes()), `${directory}/${name}`).toBe(hash);
  }
}
