/**
 * The rows by which keys open data, held against the events that they follow from. Data is given by these rows alone,
 * so whoever can write to the store would not need to touch a chain: they could widen a grant, or add a key, in its row.
 * A key that was put there without an event is found once it was used.
 */
import { isDeepStrictEqual } from 'node:util';
import { foldAccessKeys } from '../domain/access-keys.ts';
import { foldApplication } from '../domain/application-evolve.ts';
import { readShareEvent } from '../domain/share-event.ts';
import { foldShare } from '../domain/share-state.ts';
import { grantPlace, grantRows } from './access-key/grant-rows.ts';
import { keyRow, keyStream } from './access-key/keys.ts';
import { usedKeys } from './access-key/use.ts';
import { loadEvents } from './event-log.ts';
import type { IndexRow, Records, StoredEvent } from './ports.ts';
import { shareGrantRows } from './share/places.ts';

type Place = Omit<IndexRow, 'value'>;
type Check = (records: Records, application: string, events: readonly StoredEvent[]) => Promise<boolean>;

const checks: Readonly<Record<string, Check>> = {
  application: async (records, id, events) => {
    const rows = grantRows(id, foldApplication(events));
    return rows.length === 0 ? isAbsent(records, grantPlace(id)) : areThere(records, rows);
  },
  share: async (records, id, events) => {
    const state = foldShare(events.map(readShareEvent));
    const rows = state.status === 'new' ? [] : shareGrantRows(id, state);
    return rows.length === 0 ? isAbsent(records, grantPlace(id)) : areThere(records, rows);
  },
  'access-keys': (records, application, events) =>
    areThere(
      records,
      foldAccessKeys(events).map((key) => keyRow(application, key)),
    ),
  use: async (records, application, events) => {
    const made = foldAccessKeys((await loadEvents(records, keyStream(application))).events);
    const known = new Set(made.map(({ id }) => id));
    return usedKeys(events).every((key) => known.has(key));
  },
};

/** Whether the rows of a stream are as its events, all of them, say. True for streams without such rows. */
export async function areRowsRight(
  records: Records,
  stream: string,
  events: readonly StoredEvent[],
): Promise<boolean> {
  const [, kind = '', application] =
    /^([\w-]+)\/((?:app|shr)_[0-9A-HJKMNP-TV-Z]{26})(?:\/|$)/.exec(stream) ?? [];
  const check = Object.hasOwn(checks, kind) ? checks[kind] : undefined;
  return application === undefined || !check || check(records, application, events);
}

async function areThere(records: Records, rows: readonly IndexRow[]): Promise<boolean> {
  for (const { value, ...place } of rows)
    if (!isDeepStrictEqual((await stored(records, place))?.value, JSON.parse(JSON.stringify(value))))
      return false;
  return true;
}

const isAbsent = async (records: Records, place: Place): Promise<boolean> =>
  (await stored(records, place)) === undefined;

async function stored(records: Records, { index, key, sort }: Place): Promise<IndexRow | undefined> {
  const { rows } = await records.query(index, key, { from: sort, limit: 1 });
  return rows[0]?.sort === sort ? rows[0] : undefined;
}
