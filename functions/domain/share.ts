/**
 * The decider of a share (Art. 24–26): given what happened and what is asked, by whom and when, the events that follow, or a
 * refusal. The class of the entry decides: unconditional is granted at once, authorised by a published scenario or by the
 * Bureau with the opinion of the responsible department, and what is not shared is refused with the entry's own grounds.
 */
import type { Dataset } from './dataset.ts';
import { type GrantTerms, termFrom } from './grant.ts';
import { checkGrant } from './grant-rules.ts';
import type { Guide } from './guide.ts';
import type { Party } from './party.ts';
import { matchesScenario, type Scenario } from './scenario.ts';
import type {
  Narrowed,
  ShareCommand,
  ShareRefusal,
  ShareRefusalCode,
  ShareRequest,
} from './share-command.ts';
import type { Delivery, ShareAsked, ShareEvent, ShareFacts } from './share-event.ts';
import { authorizeShare, type ShareActor } from './share-permissions.ts';
import type { Share, ShareState } from './share-state.ts';

export type ShareDecision =
  | { readonly outcome: 'events'; readonly events: readonly ShareEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: ShareRefusal };

/** What there is to share of a dataset. */
export interface Offer extends Pick<Guide, 'fields' | 'access'> {
  readonly dataset: Pick<Dataset, 'id' | 'publisher' | 'sharing' | 'openness'>;
  readonly delivery: Delivery;
  /** Of the entry; absent where the Bureau itself is responsible. */
  readonly department?: string;
}

/** The agency that asks, and the scenario in force that it names. */
export interface Asking {
  readonly agency: string;
  readonly party: Party;
  readonly scenario?: Scenario;
}

/** So many requests in so many seconds for every share. */
const rate = { requests: 10, seconds: 1 } as const;

/** Decides a request of an official of `asking.agency`. `now` is an ISO 8601 instant, UTC. */
export function decideRequest(
  { ownDutyOnly, ...asked }: ShareRequest,
  { agency, party, scenario }: Asking,
  offer: Offer,
  actor: ShareActor,
  now: string,
): ShareDecision {
  const { dataset, delivery, department } = offer;
  const { id, publisher, sharing, openness } = dataset;
  if (openness.class === 'unconditional')
    return { outcome: 'refused', refusal: { code: 'share-open-already', dataset: id } };
  if (publisher === agency) return refused('share-own-data');
  if (!ownDutyOnly) return refused('share-duty-unaccepted');
  const made = event(actor, now);
  const adviser = department === agency ? publisher : department;
  const facts: ShareFacts = {
    ...asked,
    agency,
    party,
    provider: publisher,
    ...(adviser !== undefined && { department: adviser }),
    class: sharing.type,
  };
  const requested = made({ type: 'share-requested', data: facts });
  if (sharing.type === 'withheld') {
    const { reason = '', legalBasis = '' } = sharing;
    const data = { by: 'class', reason, legalBasis } as const;
    return { outcome: 'events', events: [requested, made({ type: 'share-refused', data })] };
  }
  const errors = faultsOf(termsOf(asked, {}), asked, offer);
  if (errors.length > 0) return { outcome: 'refused', refusal: { code: 'share-terms-unfit', errors } };
  const grant = (by: 'class' | 'scenario'): ShareDecision => {
    const data = { by, terms: termsOf(asked, {}), term: termFrom(now, asked.months), delivery };
    return { outcome: 'events', events: [requested, made({ type: 'share-granted', data })] };
  };
  if (sharing.type === 'unconditional') return grant('class');
  if (asked.scenario === undefined) return { outcome: 'events', events: [requested] };
  return scenario?.id === asked.scenario && matchesScenario(scenario, agency, asked)
    ? grant('scenario')
    : refused('share-scenario-unfit');
}

/** Decides `command`. `offer`: what there is to share now, needed to approve. `now` is an ISO 8601 instant, UTC. */
export function decide(
  state: ShareState,
  command: ShareCommand,
  actor: ShareActor,
  now: string,
  offer: Offer | undefined,
): ShareDecision {
  const authorization = authorizeShare(actor, state, command.type, now);
  if (authorization !== 'allowed') return refused(authorization);
  if (state.status === 'new') return refused('unknown-share');
  const made = event(actor, now);
  const done = (happening: Happening): ShareDecision => ({ outcome: 'events', events: [made(happening)] });
  switch (command.type) {
    case 'advise': {
      const { opinion, text } = command;
      return done({ type: 'share-advised', data: { opinion, text } });
    }
    case 'approve': {
      const answer = approve(state, command, now, offer);
      return 'code' in answer ? { outcome: 'refused', refusal: answer } : done(answer);
    }
    case 'refuse': {
      const { reason, legalBasis } = command;
      return done({ type: 'share-refused', data: { by: 'review', reason, legalBasis } });
    }
    case 'withdraw':
      return done({ type: 'share-withdrawn', data: {} });
    case 'revoke':
      return done({ type: 'share-revoked', data: { reason: command.reason } });
    case 'give-back': {
      const { reason } = command;
      return done({ type: 'share-given-back', data: { ...(reason !== undefined && { reason }) } });
    }
  }
}

type Happening = Pick<ShareEvent, 'type' | 'data'>;
const event =
  ({ id }: ShareActor, at: string) =>
  (happening: Happening): ShareEvent =>
    ({ ...happening, at, actor: id }) as ShareEvent;

const refused = (code: ShareRefusalCode): ShareDecision => ({ outcome: 'refused', refusal: { code } });

/** Art. 25: the Bureau with the responsible department; what is not shared any more, or open by now, is not granted. */
function approve(
  share: Share,
  { reason, type: _type, ...narrowed }: Extract<ShareCommand, { type: 'approve' }>,
  now: string,
  offer: Offer | undefined,
): Happening | ShareRefusal {
  if (!offer) return { code: 'share-unknown-dataset' };
  const { id, openness, sharing } = offer.dataset;
  if (openness.class === 'unconditional') return { code: 'share-open-already', dataset: id };
  if (share.department !== undefined && share.advice?.opinion !== 'agree')
    return { code: 'share-not-agreed' };
  const isWithheld = sharing.type === 'withheld';
  const terms = termsOf(share, narrowed);
  const errors = isWithheld
    ? [{ field: 'dataset', message: 'is not shared any more' }]
    : faultsOf(terms, share, offer);
  if (errors.length > 0) return { code: 'share-terms-unfit', errors };
  const { delivery } = offer;
  const data = { by: 'review', terms, term: termFrom(now, terms.months), delivery, reason } as const;
  return { type: 'share-granted', data };
}

/** Whatever is not narrowed is given as it was asked for. */
function termsOf(asked: ShareAsked, narrowed: Narrowed): GrantTerms {
  const { fields, rows = [], requestsPerDay: perDay, months } = { ...asked, ...narrowed };
  return {
    fields: [...fields],
    rows: [...rows],
    access: [...asked.access],
    quota: { perDay, perMonth: perDay * 31 },
    rate,
    purpose: asked.duty,
    months,
  };
}

/** Nothing beyond what was asked, or what there is (Art. 26: 最小够用). */
function faultsOf(terms: GrantTerms, asked: ShareAsked, offer: Offer): { field: string; message: string }[] {
  const form = {
    fields: asked.fields.map((name) => ({ name })),
    access: asked.access,
    term: asked.months,
    frequency: { requestsPerDay: asked.requestsPerDay },
  };
  const isUnnamed = asked.fields.length === 0 && offer.fields.some(({ available }) => available);
  return [
    ...(isUnnamed ? [{ field: 'fields', message: 'must name the columns that the duty needs' }] : []),
    ...checkGrant(terms, form, offer).map(({ path, message }) => ({ field: path, message })),
  ];
}
