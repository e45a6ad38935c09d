/** Whether a key opens anything now: the key, the address it comes from, and the grant behind it. */
import { isLiveKey } from '../../domain/access-keys.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import { addressSet } from './address.ts';
import { type EffectiveGrant, inForce, readGrant } from './grant-rows.ts';
import { findKey } from './keys.ts';
import { recently } from './recent.ts';
import { isKey, keyId } from './secret.ts';

/** What the request says of itself. */
export interface Presented {
  /** The text sent as a key. */
  readonly text: string;
  /** Where the request comes from; undefined when that cannot be told, which no allow-list admits. */
  readonly address: string | undefined;
}

export type Verified =
  /** Not a key, or not one any more: which of them is nobody's business. */
  | { readonly outcome: 'invalid' }
  | ({ readonly outcome: 'address-not-allowed' } & Whose)
  | ({ readonly outcome: 'grant-ended'; readonly dataset: string; readonly status: string } & Whose)
  | ({ readonly outcome: 'valid'; readonly grant: EffectiveGrant } & Whose);

/** Told of a key that is what it says, whether or not it opens anything. */
interface Whose {
  readonly key: string;
  readonly application: string;
}

export type Verifier = (presented: Presented) => Promise<Verified>;

const invalid: Verified = { outcome: 'invalid' };

/**
 * Key and grant are read at most `freshFor` before the answer, one after the other: two small readings. What is
 * decided in the records has effect here within a second, whichever process decided it.
 */
export function createVerifier({ records, now }: { readonly records: Records; readonly now: Now }): Verifier {
  const keys = recently(now, (id) => findKey(records, id));
  const grants = recently(now, (id) => readGrant(records, id));
  return async ({ text, address }) => {
    const id = keyId(text);
    const found = id === undefined ? undefined : await keys(id);
    // Compared also where there is nothing to compare with, so that time does not tell.
    const isSame = isKey(text, found?.hash);
    if (id === undefined || !found || !isSame || !isLiveKey(found, now().toISOString())) return invalid;
    const { application } = found;
    if (found.addresses.length > 0 && !(address !== undefined && addressSet(found.addresses)(address)))
      return { outcome: 'address-not-allowed', key: id, application };
    const stored = await grants(application);
    if (!stored) return invalid;
    const grant = inForce(stored, now());
    if (grant) return { outcome: 'valid', key: id, application, grant };
    const status = stored.status === 'active' ? 'expired' : stored.status;
    return { outcome: 'grant-ended', key: id, application, dataset: stored.grant.dataset, status };
  };
}
