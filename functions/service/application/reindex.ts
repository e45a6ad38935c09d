/** The index rows of all applications, made anew from their events: an earlier version of the program left others, or fewer. */
import { appendEvents } from '../event-log.ts';
import { clockTerms } from './circumstances.ts';
import type { ApplicationDeps } from './contract.ts';
import { indexRows } from './index-rows.ts';
import { applicationStream, loadApplication } from './stream.ts';

/** Answers how many there are. Safe beside writers: whoever writes meanwhile writes the rows anew. */
export async function reindexApplications(deps: ApplicationDeps): Promise<number> {
  let count = 0;
  for await (const id of applicationIds(deps)) {
    const loaded = await loadApplication(deps.records, id);
    const { state } = loaded;
    if (state.status === 'new') continue;
    const rows = await indexRows(deps.records, id, state, await clockTerms(deps, state.agency));
    await appendEvents(deps.records, applicationStream(id), loaded, [], rows);
    count += 1;
  }
  return count;
}

async function* applicationIds({ records }: ApplicationDeps): AsyncGenerator<string> {
  const prefix = applicationStream('');
  let cursor: string | undefined;
  do {
    const page = await records.streams(prefix, { limit: 1000, ...(cursor && { cursor }) });
    for (const stream of page.rows) yield stream.slice(prefix.length);
    cursor = page.cursor;
  } while (cursor);
}
