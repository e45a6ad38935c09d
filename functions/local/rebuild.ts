/**
 * `npm run rebuild`: makes the public snapshot, and the rows by which applications and voices are listed and kept in time, anew
 * from the records alone, every stream read again.
 */
import { reindexApplications } from '../service/application/reindex.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { openSnapshot } from '../service/catalogue/snapshot-pointer.ts';
import { reindexVoices } from '../service/voice/retention.ts';
import { openWorkingCalendar } from '../service/working-calendar.ts';
import { runCommand } from './command.ts';

await runCommand(async ({ records, blobs, now, snapshot }) => {
  const pointer = await refreshSnapshot(snapshot, { rebuild: true });
  console.error(`= snapshot ${pointer.number}: ${pointer.sha256}`);
  const opened = await openSnapshot(blobs, pointer);
  const catalogue = () => opened;
  const calendar = openWorkingCalendar({ catalogue, blobs });
  const count = await reindexApplications({ records, blobs, now, catalogue, calendar });
  console.error(`= applications: ${count}`);
  console.error(`= voices: ${await reindexVoices(records)}`);
  opened.close();
  return 0;
});
