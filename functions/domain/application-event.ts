/** What happens to an application, as stored: the truth from which everything else follows. */
import { type } from 'arktype';
import type { ItemRemark, Person, QualifiedSignature, UseReport } from './application-command.ts';
import type { ApplicationForm, DraftForm } from './application-form.ts';
import type { ApplicationClock } from './application-state.ts';
import type { Grant, GrantTerm } from './grant.ts';
import type { Guide } from './guide.ts';
import { apartFromOffice } from './office.ts';
import type { Party } from './party.ts';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';

interface Reasoned {
  /** The number of the decision document. */
  readonly decision: string;
  /** sha256 of its frozen text. */
  readonly document?: string;
  readonly reason: string;
  readonly legalBasis: string;
}

/** The data of each event: JSON. */
interface EventData {
  opened: {
    readonly dataset: string;
    /** Provides the data and decides (Art. 28). */
    readonly agency: string;
    readonly party: Party;
    readonly people: readonly Person[];
    readonly renews?: string;
  };
  'draft-saved': { readonly form: DraftForm };
  submitted: {
    readonly form: ApplicationForm;
    /** As it stood; of its fields, those that are asked for. Returns are tied to its items (Art. 34). */
    readonly guide: Guide;
    readonly explanations: readonly ItemRemark[];
  };
  returned: { readonly corrections: readonly ItemRemark[] };
  accepted: object;
  'opinion-asked': { readonly agency: string; readonly question: string };
  'opinion-given': { readonly agency: string; readonly stance: string; readonly opinion: string };
  'review-extended': { readonly days: number; readonly reason: string };
  /** `agreement` is the sha256 of the text to be signed. */
  approved: Reasoned & { readonly grant: Grant; readonly agreement: string };
  rejected: Reasoned;
  /** Evidence of the signature (Art. 35): who and when stand in the event itself. */
  signed: {
    readonly name: string;
    readonly textHash: string;
    readonly session: string;
    readonly qualified?: QualifiedSignature;
    readonly term: GrantTerm;
  };
  withdrawn: { readonly reason?: string };
  nudged: { readonly clock: ApplicationClock };
  escalated: { readonly clock: ApplicationClock; readonly note: string };
  'renewal-begun': { readonly application: string };
  'people-amended': { readonly people: readonly Person[] };
  'use-reported': { readonly report: UseReport };
  revoked: Reasoned;
  closed: { readonly reason: string };
  expired: object;
  /** Nobody signed the agreement in time: the approval has no effect any more. */
  lapsed: object;
  'signing-reminded': object;
  /** `due`: the day by which the report was due. */
  'report-overdue': { readonly due: string };
}

export type ApplicationEventType = keyof EventData;
export type ApplicationEvent = {
  [Type in ApplicationEventType]: {
    readonly type: Type;
    /** ISO 8601 instant, UTC. */
    readonly at: string;
    /** The id of whoever acted. */
    readonly actor: string;
    readonly data: EventData[Type];
  };
}[ApplicationEventType];

const reasoned = {
  decision: 'string',
  'document?': 'string',
  reason: 'string',
  legalBasis: 'string',
} as const;
const clock = { clock: "'application.precheck' | 'application.review'" } as const;

/** The shape of each event's data; the parts inside were checked when the event was decided. */
const check = eventCheck<ApplicationEventType>('an application', {
  opened: () =>
    type({
      dataset: 'string',
      agency: 'string',
      party: 'object',
      people: 'object[]',
      'renews?': 'string',
    }),
  'draft-saved': () => type({ form: 'object' }),
  submitted: () => type({ form: 'object', guide: { items: 'object[]' }, explanations: 'object[]' }),
  returned: () => type({ corrections: 'object[]' }),
  accepted: () => type({}),
  'opinion-asked': () => type({ agency: 'string', question: 'string' }),
  'opinion-given': () => type({ agency: 'string', stance: 'string', opinion: 'string' }),
  'review-extended': () => type({ days: 'number.integer >= 1', reason: 'string' }),
  approved: () => type({ ...reasoned, grant: { fields: 'string[]', rows: 'object[]' }, agreement: 'string' }),
  rejected: () => type(reasoned),
  signed: () =>
    type({
      name: 'string',
      textHash: 'string',
      session: 'string',
      'qualified?': 'object',
      term: { from: 'string', until: 'string' },
    }),
  withdrawn: () => type({ 'reason?': 'string' }),
  nudged: () => type(clock),
  escalated: () => type({ ...clock, note: 'string' }),
  'renewal-begun': () => type({ application: 'string' }),
  'people-amended': () => type({ people: 'object[]' }),
  'use-reported': () => type({ report: 'object' }),
  revoked: () => type(reasoned),
  closed: () => type({ reason: 'string' }),
  expired: () => type({}),
  lapsed: () => type({}),
  'signing-reminded': () => type({}),
  'report-overdue': () => type({ due: 'string' }),
});

/** Reads a stored event. Throws when it is none of an application: the records are damaged or newer than this code. */
export function readApplicationEvent({
  type: name,
  at,
  actor,
  data: stored,
}: RecordedEvent): ApplicationEvent {
  const { data } = apartFromOffice(stored);
  check({ type: name, at, data });
  return { type: name, at, actor, data } as ApplicationEvent;
}
