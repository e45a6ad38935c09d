/** What is quarantined, for the agency whose data it is, the Bureau, and those who read everything. */
import type { Actor } from '../../domain/actor.ts';
import { readPublicationEvent } from '../../domain/publication-event.ts';
import { authorize } from '../../domain/publication-permissions.ts';
import { type Quarantine, standingQuarantines } from '../../domain/publication-quarantines.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import { loadPublication } from './stream.ts';

export interface QuarantineDeps {
  readonly records: Records;
  readonly now: Now;
  readonly catalogue: () => Pick<Catalogue, 'quarantined'>;
}

export interface ListedQuarantine extends Quarantine {
  readonly dataset: { readonly id: string; readonly title: string; readonly titleEn: string | null };
  readonly agency: string;
}

/** Whether there is a list at all for this actor: of an agency, or of every one. */
export const mayListQuarantines = (actor: Actor): boolean => mayRead(actor, actor.agency);

const mayRead = (actor: Actor, agency: string | undefined): boolean =>
  actor.roles.includes('auditor') || authorize(actor, agency, 'quarantine') === 'allowed';

/**
 * All that the actor may know of, latest first; with `dataset` of that one alone, read from its events, so that what
 * happened a moment ago is there. The list finds its datasets in the catalogue.
 */
export async function listQuarantines(
  { records, now, catalogue }: QuarantineDeps,
  { actor, dataset }: { readonly actor: Actor; readonly dataset?: string },
): Promise<readonly ListedQuarantine[]> {
  const ids = dataset === undefined ? catalogue().quarantined() : [dataset];
  const at = now().toISOString();
  const lists = await Promise.all(
    ids.map(async (id): Promise<readonly ListedQuarantine[]> => {
      const { state, events } = await loadPublication(records, id);
      const { publisher, dataset: described } = state;
      if (publisher === undefined || !described || !mayRead(actor, publisher)) return [];
      const { title, titleEn = null } = described;
      const told = standingQuarantines(state, events.map(readPublicationEvent), actor, at);
      return told.map((each) => ({ ...each, dataset: { id, title, titleEn }, agency: publisher }));
    }),
  );
  return lists.flat().toSorted((one, other) => (one.at < other.at ? 1 : -1));
}
