/**
 * `npm run backup -- DIR`: writes everything that the platform keeps, records and blobs, into a directory. Into the same
 * directory again, only what is new is copied. Beside a running server it is whole: the embedded records are read as of
 * one moment.
 */
import { resolve } from 'node:path';
import packageDocument from '../../package.json' with { type: 'json' };
import { backup } from '../service/backup/backup.ts';
import { runCommand } from './command.ts';
import { openTransfer } from './stores.ts';
import { UsageError } from './usage-error.ts';

await runCommand(async ({ config, blobs, now }) => {
  const [directory] = process.argv.slice(2);
  if (directory === undefined) throw new UsageError('usage: npm run backup -- DIR');
  const transfer = await openTransfer(config, now);
  try {
    const deps = { transfer, blobs, now, version: packageDocument.version };
    const made = await backup(deps, resolve(directory), (done) => console.error(`  ${done}`));
    const { records, streams, blobs: count, blobBytes } = made;
    console.error(
      `= ${directory}: ${records} records in ${streams} streams, ${count} blobs, ${blobBytes} bytes`,
    );
    return 0;
  } finally {
    await transfer.close();
  }
});
