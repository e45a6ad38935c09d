/** Objections: one that is forwarded, and one about personal data. */
import type { Actor } from '../../../functions/domain/actor.ts';
import type { ObjectionFiling } from '../../../functions/domain/objection-command.ts';
import type { AppDeps } from '../../../functions/routes/deps.ts';
import { objectionDepsOf } from '../../../functions/service/objection/composed-deps.ts';
import { createObjectionService } from '../../../functions/service/objection/objection.ts';
import type { Target } from './state.ts';

const noObjection = 'obj_01ARZ3NDEKTSV4RRFFQ69G5FAV';

export async function fileObjections(deps: AppDeps, actor: (id: string) => Actor) {
  const service = createObjectionService(objectionDepsOf(deps));
  const file = async (account: string, kind: ObjectionFiling['kind'], mark: string): Promise<Target> => {
    const text = `异议${mark}`;
    const filing = { kind, dataset: 'ecology-open', text };
    const made = await service.file({ filing, account: actor(account).id });
    if (made.outcome === 'refused') throw new Error(JSON.stringify(made));
    const { id, receiptCode } = made;
    // The id is public, as the mark is.
    return { id, unknown: noObjection, streams: [`objection/${id}`], secrets: [text, receiptCode] };
  };
  const made = {
    'objection-A': await file('enterprise-a', 'error', '印记卯'),
    'objection-P': await file('person', 'privacy', '印记辰'),
  };
  const supervisor = { actor: actor('supervisor') };
  const { id } = made['objection-A'];
  const done = await service.command({ id, asker: supervisor, body: { type: 'forward' } });
  if (done.outcome === 'refused') throw new Error(JSON.stringify(done));
  return { ...made, 'no-objection': { id: noObjection, unknown: noObjection, streams: [], secrets: [] } };
}
