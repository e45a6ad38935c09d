/** A share as it is told: all of it to the offices that have a part in it, its facts in the public demand list. */
import type { Actor } from '../../domain/actor.ts';
import type { ShareCommandType } from '../../domain/share-command.ts';
import type { Delivery, ShareFacts } from '../../domain/share-event.ts';
import { capacitiesIn, shareCommandsFor } from '../../domain/share-permissions.ts';
import { type Share, type ShareStatus, statusAt } from '../../domain/share-state.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ShareDeps } from './contract.ts';
import { loadShare, shareActor } from './stream.ts';

interface Named {
  readonly id: string;
  readonly name: string | null;
  readonly nameEn: string | null;
}

/** 需求清单: what everybody may read of it. */
export interface Demand {
  readonly id: string;
  readonly status: ShareStatus;
  readonly class: ShareFacts['class'];
  readonly agency: Named;
  readonly provider: Named;
  readonly dataset: Named;
  readonly scenario: string | null;
  readonly askedAt: string;
  readonly decidedAt: string | null;
}

export interface ShareView extends Demand, Pick<ShareFacts, 'duty' | 'basis' | 'fields' | 'access'> {
  readonly department: Named | null;
  readonly requestsPerDay: number;
  readonly months: number;
  readonly advice: NonNullable<Share['advice']> | null;
  readonly granted: NonNullable<Share['granted']> | null;
  /** Of a refusal: by whom, why, and the law. */
  readonly refused: NonNullable<Share['refused']> | null;
  readonly ended: NonNullable<Share['ended']> | null;
  readonly delivery: Delivery | null;
  /** How the provider hands it over, where the platform does not hold it. */
  readonly method: string | null;
  readonly commands: readonly ShareCommandType[];
}

export interface Terms {
  readonly catalogue: Catalogue;
  /** ISO 8601 instant, UTC. */
  readonly now: string;
}
export const termsOf = ({ catalogue, now }: ShareDeps): Terms => ({
  catalogue: catalogue(),
  now: now().toISOString(),
});

const agencyNamed = (catalogue: Catalogue, id: string): Named => {
  const agency = catalogue.agency(id);
  return { id, name: agency?.name ?? null, nameEn: agency?.nameEn ?? null };
};

export function demandOf(id: string, share: Share, { catalogue, now }: Terms): Demand {
  const dataset = catalogue.entry(share.dataset)?.dataset;
  return {
    id,
    status: statusAt(share, now),
    class: share.class,
    agency: agencyNamed(catalogue, share.agency),
    provider: agencyNamed(catalogue, share.provider),
    dataset: { id: share.dataset, name: dataset?.title ?? null, nameEn: dataset?.titleEn ?? null },
    scenario: share.scenario ?? null,
    askedAt: share.askedAt,
    decidedAt: share.granted?.at ?? share.refused?.at ?? null,
  };
}

export function shareView(id: string, share: Share, actor: Actor, terms: Terms): ShareView {
  const { duty, basis, fields, access, requestsPerDay, months, department } = share;
  const delivery = share.granted?.delivery ?? null;
  const sharing = terms.catalogue.entry(share.dataset)?.dataset.sharing;
  return {
    ...demandOf(id, share, terms),
    department: department === undefined ? null : agencyNamed(terms.catalogue, department),
    ...{ duty, basis, fields, access, requestsPerDay, months },
    advice: share.advice ?? null,
    granted: share.granted ?? null,
    refused: share.refused ?? null,
    ended: share.ended ?? null,
    delivery,
    method: delivery === 'provider' ? (sharing?.method ?? null) : null,
    commands: shareCommandsFor(shareActor(actor), share, terms.now),
  };
}

/** Undefined for whoever has no part in it. */
export async function readShare(deps: ShareDeps, id: string, actor: Actor): Promise<ShareView | undefined> {
  const { state } = await loadShare(deps.records, id);
  if (state.status === 'new' || capacitiesIn(shareActor(actor), state).length === 0) return undefined;
  return shareView(id, state, actor, termsOf(deps));
}
