/**
 * The grant as keys find it: one index row beside the application's events, written in the same append, so that a
 * decision to revoke and its effect are one write (Art. 28).
 */
import { type } from 'arktype';
import type { ApplicationState } from '../../domain/application-state.ts';
import { effectiveGrant, type Grant, type GrantTerm, grantTerms } from '../../domain/grant.ts';
import { once } from '../../domain/once.ts';
import { party } from '../../domain/party.ts';
import type { IndexRow, JsonObject, Records } from '../ports.ts';

/** Where the grant of an application lies. */
export const grantPlace = (application: string) =>
  ({ index: 'grants', key: application, sort: 'grant' }) as const;

const stored = once(() =>
  type({
    status: 'string',
    grant: type(grantTerms().onUndeclaredKey('ignore'), '&', {
      decision: 'string',
      dataset: 'string',
      agency: 'string',
      party: party(),
    }),
    'term?': { from: 'string', until: 'string' },
  }),
);

export interface StoredGrant {
  readonly status: string;
  readonly grant: Grant;
  readonly term?: GrantTerm;
}

/** The rows to put with every append to the stream of application `id`, given what it amounts to afterwards. */
export function grantRows(id: string, state: ApplicationState): readonly IndexRow[] {
  if (state.status === 'new' || !state.grant) return [];
  const { status, grant, term } = state;
  const value = { status, grant, ...(term && { term }) } as unknown as JsonObject;
  return [{ ...grantPlace(id), value }];
}

/** What was granted by application `id`, and how it stands; undefined when nothing was. One small reading. */
export async function readGrant(records: Records, id: string): Promise<StoredGrant | undefined> {
  const { index, key, sort } = grantPlace(id);
  const { rows } = await records.query(index, key, { from: sort, limit: 1 });
  const [row] = rows;
  if (!row) return undefined;
  const grant = stored()(row.value);
  if (grant instanceof type.errors) throw new TypeError(`the grant of ${id}: ${grant.summary}`);
  return grant as StoredGrant;
}

export type EffectiveGrant = Grant & GrantTerm;

/** The grant in force at `now`; undefined when it is not signed, revoked, closed or run out. */
export const inForce = (grant: StoredGrant | undefined, now: Date): EffectiveGrant | undefined =>
  grant && effectiveGrant(grant, now.toISOString());
