import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { Records } from '../../functions/service/ports.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';
import { childInput } from '../support/child.ts';
import { hashOf, writeForever } from './records-workload.ts';

/** Where the store is, and what to do there: write until killed, or append so many events against rivals. */
export type RecordsJob = { path?: string; endpoint?: string; run: string; rivalAppends?: number };

const job = childInput() as RecordsJob;
const now = () => new Date('2099-01-01T00:00:00.000Z');
const records = await open();
flushCompileCache(); // which the end of a process would do, that this one does not live to see
const say = (line: string) => writeSync(1, `${line}\n`);

if (job.rivalAppends === undefined) await writeForever(records, job.run, say);
else await appendAgainstRivals(records, job.run, job.rivalAppends);

async function open(): Promise<Records> {
  if (job.path !== undefined) return openSqliteRecords(job.path, { now });
  const { dynamodbClient } = await import('../support/aws-emulators.ts');
  const { openDynamodbRecords } = await import('../../functions/store/dynamodb-records.ts');
  return openDynamodbRecords({ client: dynamodbClient(String(job.endpoint)), table: 'records', now });
}

async function appendAgainstRivals(store: Records, stream: string, appends: number): Promise<void> {
  say('ready');
  await once(process.stdin, 'data');
  process.stdin.destroy();
  let length = 0;
  let conflicts = 0;
  for (let done = 0; done < appends; ) {
    const facts = { type: 'raced', at: now().toISOString(), actor: String(process.pid), data: { done } };
    const result = await store.append(stream, length, [{ ...facts, hash: hashOf(JSON.stringify(facts)) }]);
    length = result.length;
    if (result.outcome === 'appended') done += 1;
    else conflicts += 1;
  }
  say(`${process.pid} ${conflicts}`);
  await store.close();
}
