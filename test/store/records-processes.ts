import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Records } from '../../functions/service/ports.ts';
import { startChild } from '../support/child.ts';
import type { RecordsJob } from './records-child.ts';

const CHILD = fileURLToPath(new URL('records-child.ts', import.meta.url));
const APPENDS = 40;

export function startRecordsChild(job: RecordsJob) {
  return startChild(CHILD, job);
}

/** Processes of their own, each appending to one stream as fast as it can. */
export function rivalProcesses(place: Pick<RecordsJob, 'path' | 'endpoint'>, open: () => Records): void {
  test('processes that append to one stream at once lose nothing and repeat nothing', async () => {
    const children = [1, 2].map(() => startRecordsChild({ ...place, run: 'rivals', rivalAppends: APPENDS }));
    const answers = children.map(({ lines }) => lines[Symbol.asyncIterator]());
    for (const lines of answers) expect((await lines.next()).value).toBe('ready');
    for (const child of children) child.say('go');
    const ends = await Promise.all(answers.map(async (lines) => String((await lines.next()).value)));
    const records = open();
    const events = await records.load('rivals');
    await records.close();
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    for (const pid of ends.map((end) => end.split(' ')[0])) {
      const own = events.filter(({ actor }) => actor === pid).map(({ data }) => data.done);
      expect(own).toEqual(Array.from({ length: APPENDS }, (_, done) => done));
    }
    expect(events).toHaveLength(2 * APPENDS);
  });
}
