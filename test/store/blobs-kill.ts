import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Blobs } from '../../functions/service/ports.ts';
import { startChild } from '../support/child.ts';
import { between, seeded } from '../support/seeded.ts';
import type { BlobsJob } from './blobs-child.ts';
import { findDamage, finishInterrupted } from './blobs-workload.ts';

const CHILD = fileURLToPath(new URL('blobs-child.ts', import.meta.url));
const ROUNDS = 8;

/** A process that stores blobs is killed in the middle; what it was told is stored must be there, whole. */
export function writersAreKilled(place: Omit<BlobsJob, 'run'>, open: () => Blobs): void {
  test('a writer killed at any moment loses nothing that was acknowledged and leaves nothing torn', async () => {
    const random = seeded(20260303);
    for (let run = 0; run < ROUNDS; run += 1) {
      const keys = between(random, 1, 6);
      const milliseconds = random() * 100;
      const child = startChild(CHILD, { ...place, run });
      const acknowledged: string[] = [];
      for await (const key of child.lines) {
        acknowledged.push(key);
        if (acknowledged.length === keys) void pause(milliseconds).then(() => child.kill());
      }
      expect(await findDamage(open(), run, acknowledged)).toEqual([]);
      expect(await finishInterrupted(open(), run, acknowledged)).toBe(true);
    }
  }, 120_000);
}
