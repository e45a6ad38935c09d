/** Admitting a request that brings a key: verified, counted, watched while it is answered, and logged. */

import type { GrantTerms } from '../../domain/grant.ts';
import { isShareId } from '../../domain/share-state.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Now } from '../clock.ts';
import type { Blobs, Records } from '../ports.ts';
import { isStillShown, openGranted } from '../query/granted-table.ts';
import type { TableFinder } from '../query/records.ts';
import { createEntryReader } from './entries.ts';
import type { EffectiveGrant } from './grant-rows.ts';
import { createLimits, type LimitState } from './limits.ts';
import type { Use } from './use-log.ts';
import { createVerifier, type Presented } from './verify.ts';

/** What is asked for: a dataset, in one of the ways that a grant names. */
export interface Wanted {
  readonly dataset: string;
  /** The description of what can be asked belongs to every grant. */
  readonly kind: GrantTerms['access'][number] | 'description';
  /** As documented. */
  readonly route: string;
}

/** What the answer turned out to be. */
export type Answered = Pick<Use, 'status' | 'rows' | 'bytes' | 'cut'>;

export interface Access {
  readonly application: string;
  readonly grant: EffectiveGrant;
  /** The full entry, versions and files included: nothing of it may be told but what is granted. */
  readonly entry: CatalogueEntry;
  readonly limits: readonly LimitState[];
  /** The request is refused for what it says: it costs nothing of the quota. Answers where the holder stands then. */
  readonly refund: () => readonly LimitState[];
  /** The granted part of the dataset. */
  readonly tables: TableFinder;
  /** Whether the answer may still be given: asked before every piece of it. */
  standing(): Promise<'stands' | 'invalid-key' | 'grant-ended'>;
  /** Notes the use, once the answer is over. */
  note(answered: Answered): void;
}

export type Admitted =
  | { readonly outcome: 'invalid' | 'address-not-allowed' }
  | { readonly outcome: 'grant-ended'; readonly status: string }
  /** A valid key, but what is asked for is no business of it: answer as to anybody. */
  | { readonly outcome: 'elsewhere' }
  | { readonly outcome: 'used-up'; readonly limit: LimitState; readonly limits: readonly LimitState[] }
  | {
      readonly outcome: 'access-not-granted';
      readonly allowed: GrantTerms['access'];
      readonly limits: readonly LimitState[];
    }
  | { readonly outcome: 'admitted'; readonly access: Access };

interface AccessDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  readonly note: (use: Use) => void;
}

/** What agencies were given ends when the data is not shared any more (Art. 25); other grants do not depend on that. */
const isSharedStill = (owner: string, entry: CatalogueEntry | undefined): boolean =>
  !isShareId(owner) || entry?.dataset.sharing.type !== 'withheld';

export function createAdmission(deps: AccessDeps) {
  const { records, blobs, now } = deps;
  const verify = createVerifier(deps);
  const entries = createEntryReader(records, now);
  const limiter = createLimits(deps);

  const admit = async (presented: Presented, { dataset, kind, route }: Wanted): Promise<Admitted> => {
    const verified = await verify(presented);
    if (verified.outcome === 'invalid') return verified;
    const { application, key } = verified;
    const at = now().toISOString();
    const note = (answered: Answered) => deps.note({ application, key, at, route, ...answered });
    if (verified.outcome === 'grant-ended' && verified.dataset !== dataset) return { outcome: 'elsewhere' };
    if (verified.outcome !== 'valid') {
      note({ status: 403, rows: 0, bytes: 0 });
      return verified;
    }
    const { grant } = verified;
    const entry = grant.dataset === dataset ? await entries(dataset) : undefined;
    if (entry?.dataset.openness.class !== 'conditional') return { outcome: 'elsewhere' };
    if (!isSharedStill(application, entry)) {
      note({ status: 403, rows: 0, bytes: 0 });
      return { outcome: 'grant-ended', status: 'not-shared' };
    }

    const { usedUp, limits, refund } = await limiter.admit(application, grant);
    if (usedUp) {
      note({ status: 429, rows: 0, bytes: 0 });
      return { outcome: 'used-up', limit: usedUp, limits };
    }
    if (kind !== 'description' && !grant.access.includes(kind)) {
      note({ status: 403, rows: 0, bytes: 0 });
      return { outcome: 'access-not-granted', allowed: grant.access, limits: refund() };
    }
    const standing: Access['standing'] = async () => {
      const again = await verify(presented);
      if (again.outcome !== 'valid') return again.outcome === 'grant-ended' ? 'grant-ended' : 'invalid-key';
      const current = await entries(dataset);
      const stands = isStillShown(current, entry, grant) && isSharedStill(application, current);
      return stands ? 'stands' : 'grant-ended';
    };
    const tables: TableFinder = (_id, number) => openGranted(blobs, entry, grant, number);
    return {
      outcome: 'admitted',
      access: { application, grant, entry, limits, refund, tables, standing, note },
    };
  };
  return { admit, close: () => limiter.close() };
}
