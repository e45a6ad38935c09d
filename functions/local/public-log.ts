/** The public log of this machine: kept soon after each publication, and looked at each minute. */
import { keepLog } from '../service/log/log.ts';
import { type Coalesced, coalesce } from './coalesce.ts';
import { logSigners } from './log-key.ts';
import type { Platform } from './platform.ts';
import type { PublishedCatalogue } from './published-catalogue.ts';

export function openPublicLog(
  { records, blobs, now, config }: Platform,
  { catalogue }: Pick<PublishedCatalogue, 'catalogue'>,
  onFault: (error: unknown) => void,
): Coalesced {
  const signers = (isNew: boolean) => logSigners(config, isNew);
  const deps = { records, blobs, now, catalogue, portalUrl: config.PORTAL_URL, signers };
  return coalesce(() => keepLog(deps), { apartMs: 2_000, onFault });
}
