import type { Actor } from '../../domain/actor.ts';
import { entryOf } from '../../domain/publication.ts';
import type { Records } from '../ports.ts';
import type { PublicationHistory, Refusal } from './contract.ts';
import { loadPublication } from './stream.ts';

/** The full entry and its events, for its own agency, the Bureau (Art. 5) and the operator. A stranger learns nothing, not even that it exists. */
export async function publicationHistory(
  records: Records,
  id: string,
  actor: Actor,
): Promise<PublicationHistory | { outcome: 'refused'; refusal: Refusal }> {
  const { state, events } = await loadPublication(records, id);
  const mayRead =
    actor.roles.includes('supervisor') ||
    actor.roles.includes('operator') ||
    (state.publisher !== undefined && actor.agency === state.publisher);
  if (!mayRead) {
    const message = 'this dataset belongs to another agency, or does not exist';
    return { outcome: 'refused', refusal: { code: 'not-owner', message } };
  }
  const pending = state.block && state.overrides[state.block.contentHash];
  return {
    outcome: 'found',
    entry: entryOf(state),
    events: events.map(({ sequence, type, at, actor: by }) => ({ sequence, type, at, actor: by })),
    ...(state.block &&
      pending?.status === 'requested' && {
        pendingOverride: { contentHash: state.block.contentHash, requestedBy: pending.requestedBy },
      }),
  };
}
