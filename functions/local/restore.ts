/**
 * `npm run restore -- DIR`: brings a backup into the empty stores that the settings name, of whichever kind: this is
 * also the way from one machine to the cloud and back. Exit 0 when every chain of events leads through the heads of the
 * backup, 1 when the stores are not empty or something is broken. Afterwards `npm run rebuild` or `npm start` makes the
 * public catalogue and the portal anew.
 */
import { resolve } from 'node:path';
import { BackupDamaged } from '../service/backup/format.ts';
import { restore } from '../service/backup/restore.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { runOnAnyStores } from './command.ts';
import { Unusable } from './outage.ts';
import type { Platform } from './platform.ts';
import { openTransfer } from './stores.ts';
import { UsageError } from './usage-error.ts';

await runOnAnyStores(async (platform) => {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) throw new UsageError('usage: npm run restore -- DIR');
  return restoreFrom(platform, resolve(directory));
});

async function restoreFrom(platform: Platform, directory: string): Promise<number> {
  const transfer = await openTransfer(platform.config, platform.now);
  try {
    const tell = (done: string) => console.error(`  ${done}`);
    const result = await restore({ ...platform, transfer }, directory, tell);
    if (result.outcome === 'not-empty') {
      console.error(
        'x the stores are not empty: restore into an empty DATA_DIR, or an empty table and bucket',
      );
      return 1;
    }
    if (result.outcome === 'broken') {
      for (const { stream, sequence, fault } of result.broken)
        console.error(`x ${stream}: event ${sequence}: ${fault}`);
      return 1;
    }
    const { records, blobs } = result.manifest;
    console.error(`= ${records} records, ${blobs} blobs; ${result.events} events, all chains intact`);
    const { number } = await refreshSnapshot(platform.snapshot, { rebuild: true });
    console.error(`= public catalogue: snapshot ${number}, made anew from the records`);
    return 0;
  } catch (error) {
    throw error instanceof BackupDamaged ? new Unusable(error.message, { cause: error }) : error;
  } finally {
    await transfer.close();
  }
}
