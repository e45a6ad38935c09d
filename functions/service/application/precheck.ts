/** The machine's pre-check before anything is submitted (Art. 34): every formal defect at once. Stores nothing. */
import { authorize } from '../../domain/application-permissions.ts';
import { guideInForce } from '../../domain/application-submission.ts';
import type { Guide } from '../../domain/guide.ts';
import { type Party, partyName } from '../../domain/party.ts';
import { precheck } from '../../domain/precheck.ts';
import { applicationActor } from './acting.ts';
import { publishedGuide } from './circumstances.ts';
import {
  type ApplicationDeps,
  denied,
  type PrecheckOutcome,
  type PrecheckRequest,
  type Refused,
} from './contract.ts';
import { loadApplication } from './stream.ts';

/** Checks a form as its submission would: a new one, or the one of an application, by the guide that holds for it. */
export async function precheckForm(
  deps: ApplicationDeps,
  request: PrecheckRequest,
): Promise<PrecheckOutcome> {
  const asked = 'application' in request ? await begun(deps, request) : fresh(deps, request);
  if ('outcome' in asked) return asked;
  const checked = precheck(request.form, asked.party, asked.guide);
  const defects = checked.outcome === 'incomplete' ? checked.defects : [];
  return { outcome: 'checked', complete: defects.length === 0, defects };
}

type Measure = { readonly party: Party; readonly guide: Guide } | Refused;
type Begun = Extract<PrecheckRequest, { application: string }>;

function fresh(
  deps: ApplicationDeps,
  { actor, dataset, party: wanted }: Exclude<PrecheckRequest, Begun>,
): Measure {
  const guide = publishedGuide(deps.catalogue(), dataset, deps.promises);
  if (!guide) return denied('no-applications');
  const party = applicationActor(actor).parties.find((each) => partyName(each) === wanted);
  return party ? { party, guide } : denied('not-your-party');
}

/** After a return the guide of the first submission goes on to hold. */
async function begun(deps: ApplicationDeps, { actor, application }: Begun): Promise<Measure> {
  const { state } = await loadApplication(deps.records, application);
  const allowed = authorize(applicationActor(actor), state, 'submit');
  if (allowed !== 'allowed') return denied(allowed);
  if (state.status === 'new') throw new TypeError('what was not begun was let be submitted');
  const current = publishedGuide(deps.catalogue(), state.dataset, deps.promises);
  return current ? { party: state.party, guide: guideInForce(state, current) } : denied('no-applications');
}
