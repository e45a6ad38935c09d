/** How far subscribers have been told. A look at it costs one small reading. */
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import type { Records } from '../ports.ts';

const item = 'subscriptions-seen';

const stored = once(() => {
  /** The catalogue, the day of China, and the latest change, ISO 8601 UTC. */
  const seen = { digest: 'string', day: 'string', at: 'string' } as const;
  /** The last piece of news that everybody was told; those after it are left to do. */
  const after = { at: 'string', id: 'string' } as const;
  return type({ ...seen, 'round?': { ...seen, 'after?': after } });
});

/** Of what everybody has been told; `round`: what is being told, while that is not finished. */
export type Seen = ReturnType<typeof stored>['infer'];
export type Round = NonNullable<Seen['round']>;

/** Undefined before the first call. */
export async function readSeen(records: Records): Promise<Seen | undefined> {
  const found = await records.get(item);
  return found && stored().assert(found);
}

export async function writeSeen(records: Records, seen: Seen): Promise<void> {
  await records.put(item, seen);
}
