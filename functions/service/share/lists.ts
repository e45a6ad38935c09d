/** Lists of shares: those of an office, and the public list of what agencies asked for (需求清单). */
import type { Actor } from '../../domain/actor.ts';
import { listPage, type Paging } from '../application/list-page.ts';
import type { Source } from '../application/list-scan.ts';
import { askingAgency } from './commands.ts';
import type { ShareDeps } from './contract.ts';
import { askerKey, bureauQueue, everyShare, providerKey, shareIndexes } from './places.ts';
import { knownShare } from './stream.ts';
import { type Demand, demandOf, type ShareView, shareView, termsOf } from './view.ts';

/**
 * `asked`: by the agency acted for; `provided`: of its data; `queue`: those that wait for its opinion, or for the Bureau;
 * `all`: of every agency, for the Bureau and auditors. Newest first.
 */
export const shareScopes = ['asked', 'provided', 'queue', 'all'] as const;
export type ShareScope = (typeof shareScopes)[number];

export type ShareList<One> =
  | { readonly outcome: 'list'; readonly shares: readonly One[]; readonly cursor?: string }
  | { readonly outcome: 'bad-cursor' }
  /** The actor has no office to which this list belongs. */
  | { readonly outcome: 'not-permitted' };

/** What agencies asked for, with where it stands; none of their words. */
export function listDemand(deps: ShareDeps, paging: Paging): Promise<ShareList<Demand>> {
  const terms = termsOf(deps);
  const source = { index: shareIndexes.of, keys: [everyShare], descending: true };
  return page(deps, source, paging, async (id) => demandOf(id, await knownShare(deps.records, id), terms));
}

export async function listShares(
  deps: ShareDeps,
  { actor, scope, ...paging }: Paging & { readonly actor: Actor; readonly scope: ShareScope },
): Promise<ShareList<ShareView>> {
  const source = sourceOf(actor, scope);
  if (!source) return { outcome: 'not-permitted' };
  const terms = termsOf(deps);
  return page(deps, source, paging, async (id) =>
    shareView(id, await knownShare(deps.records, id), actor, terms),
  );
}

function sourceOf(actor: Actor, scope: ShareScope): Source | undefined {
  const { roles } = actor;
  const agency = askingAgency(actor);
  const isBureau = roles.includes('supervisor');
  const of = (index: string, key: string | undefined) =>
    key === undefined ? undefined : { index, keys: [key], descending: true };
  switch (scope) {
    case 'asked':
      return of(shareIndexes.of, agency && askerKey(agency));
    case 'provided':
      return of(shareIndexes.of, agency && providerKey(agency));
    case 'queue':
      // Opinions are given by reviewers.
      return of(shareIndexes.queue, isBureau ? bureauQueue : roles.includes('reviewer') ? agency : undefined);
    case 'all':
      return of(shareIndexes.of, isBureau || roles.includes('auditor') ? everyShare : undefined);
  }
}

async function page<One>(
  { records }: ShareDeps,
  source: Source,
  paging: Paging,
  load: (id: string) => Promise<One>,
): Promise<ShareList<One>> {
  const read = await listPage(records, { source, ...paging }, load);
  if (read.outcome !== 'list') return read;
  const { loaded: shares, ...rest } = read;
  return { shares, ...rest };
}
