/** The keys of one grant as the records hold them: a stream each, and a row by which a key is found. */
import { type } from 'arktype';
import { isAccessKeyId } from '../../domain/access-key.ts';
import type { AccessKeyRefusalCode } from '../../domain/access-key-refusals.ts';
import {
  type AccessKey,
  type AccessKeyCommand,
  decideAccessKeys,
  evolveAccessKeys,
  foldAccessKeys,
} from '../../domain/access-keys.ts';
import { once } from '../../domain/once.ts';
import type { Now } from '../clock.ts';
import { appendEvents, loadEvents } from '../event-log.ts';
import type { IndexRow, Records } from '../ports.ts';
import { inForce, readGrant } from './grant-rows.ts';

/** Not a part of the application's own stream, whose writers would be in the way. */
export const keyStream = (application: string): string => `access-keys/${application}`;
const place = (key: string) => ({ index: 'access-keys', key, sort: 'key' }) as const;

const stored = once(() =>
  type({
    application: 'string',
    hash: /^[0-9a-f]{64}$/,
    addresses: 'string[]',
    'until?': 'string',
    'revokedAt?': 'string',
  }),
);
/** As much of a key as is needed to admit it. */
export type FoundKey = ReturnType<typeof stored>['infer'];

/** The key with this id, by one small reading; undefined when there is none. */
export async function findKey(records: Records, id: string): Promise<FoundKey | undefined> {
  // Records take no names of any length and character.
  if (!isAccessKeyId(id)) return undefined;
  const { index, key, sort } = place(id);
  const { rows } = await records.query(index, key, { from: sort, limit: 1 });
  const [row] = rows;
  if (!row) return undefined;
  const found = stored()(row.value);
  if (found instanceof type.errors) throw new TypeError(`the row of ${id}: ${found.summary}`);
  return found;
}

/** The row by which a key is found. */
export function keyRow(application: string, { id, hash, addresses, until, revokedAt }: AccessKey): IndexRow {
  const end = { ...(until !== undefined && { until }), ...(revokedAt !== undefined && { revokedAt }) };
  return { ...place(id), value: { application, hash, addresses, ...end } };
}

export async function loadKeys(records: Records, application: string): Promise<readonly AccessKey[]> {
  const { events } = await loadEvents(records, keyStream(application));
  return foldAccessKeys(events);
}

/** Events of a grant's keys after which there are only revocations: all of them are read for every change. */
const mostEvents = 2_000;
/** How often a command starts over when somebody else changed the keys meanwhile. */
const attempts = 5;

/** Decides on the keys of an application and appends what follows, with the rows of the keys that it changes. */
export async function changeKeys(
  { records, now }: { readonly records: Records; readonly now: Now },
  application: string,
  command: AccessKeyCommand,
  actor: string,
): Promise<readonly AccessKey[] | AccessKeyRefusalCode> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadEvents(records, keyStream(application));
    if (loaded.length >= mostEvents && command.type !== 'revoke') return 'too-many-keys';
    const keys = foldAccessKeys(loaded.events);
    const at = now();
    const isGranted = inForce(await readGrant(records, application), at) !== undefined;
    const decided = decideAccessKeys(keys, command, { actor, now: at.toISOString(), isGranted });
    if (typeof decided === 'string') return decided;
    const after = decided.reduce(evolveAccessKeys, keys);
    if (decided.length === 0) return after;
    const put = after.filter((key) => !keys.includes(key)).map((key) => keyRow(application, key));
    const { outcome } = await appendEvents(records, keyStream(application), loaded, decided, { put });
    if (outcome !== 'conflict') return after;
  }
  return 'keys-overtaken';
}
