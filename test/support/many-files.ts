/** Where a test puts files by the ten thousand: on a disk, removing them takes longer than making them. */
import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
/** Bytes; several times what the largest of these tests writes. */
const wanted = 2 * 2 ** 30;

/** A directory in memory where the system has one with room enough, else the one for temporary files. */
export function directoryForManyFiles(): string {
  if (process.env.TMPDIR !== undefined || !existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize >= wanted ? memory : tmpdir();
}
