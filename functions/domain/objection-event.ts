/**
 * What happens to an objection, as stored. Nothing of it is about the person who objects: words, files and contact lie
 * beside the events and are removed in time; of words the event keeps a salted hash.
 */
import { type } from 'arktype';
import type { FilingFacts } from './objection-command.ts';
import type { ObjectionClock, ObjectionKind, ObjectionOutcome, ObjectionTarget } from './objection-state.ts';
import { apartFromOffice } from './office.ts';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';

interface EventData {
  filed: FilingFacts & { readonly kind: ObjectionKind; readonly target: ObjectionTarget };
  /** On the dataset's page and in every interface (Art. 46). */
  marked: object;
  supplemented: { readonly words: string };
  'file-added': { readonly file: string };
  forwarded: { readonly note?: string };
  stated: { readonly stance: 'agree' | 'disagree'; readonly text: string };
  verified: { readonly outcome: ObjectionOutcome; readonly reason: string; readonly verification?: string };
  decided: { readonly outcome: ObjectionOutcome; readonly reason: string };
  concluded: object;
  quarantined: { readonly reason: string; readonly legalBasis?: string };
  withdrawn: object;
  'fell-overdue': { readonly clock: ObjectionClock };
  escalated: { readonly clock: ObjectionClock; readonly note: string };
  erased: object;
}

export type ObjectionEventType = keyof EventData;
export type ObjectionEvent = {
  [Type in ObjectionEventType]: {
    readonly type: Type;
    /** ISO 8601 instant, UTC. */
    readonly at: string;
    /** The account of an official, `platform`, or `objector` for whoever objects, signed in or not. */
    readonly actor: string;
    readonly data: EventData[Type];
  };
}[ObjectionEventType];

const clock = {
  clock: "'objection.mark' | 'objection.decide' | 'objection.forward' | 'objection.verify'",
} as const;
const found = { outcome: 'string', reason: 'string' } as const;

const check = eventCheck<ObjectionEventType>('an objection', {
  filed: () =>
    type({
      kind: 'string',
      target: { dataset: 'string' },
      provider: 'string',
      department: 'string',
      scope: "'bureau' | 'department'",
      words: 'string',
    }),
  marked: () => type({}),
  supplemented: () => type({ words: 'string' }),
  'file-added': () => type({ file: 'string' }),
  forwarded: () => type({ 'note?': 'string' }),
  stated: () => type({ stance: 'string', text: 'string' }),
  verified: () => type({ ...found, 'verification?': 'string' }),
  decided: () => type(found),
  concluded: () => type({}),
  quarantined: () => type({ reason: 'string', 'legalBasis?': 'string' }),
  withdrawn: () => type({}),
  'fell-overdue': () => type(clock),
  escalated: () => type({ ...clock, note: 'string' }),
  erased: () => type({}),
});

/** Reads a stored event. Throws when it is none of an objection: the records are damaged or newer than this code. */
export function readObjectionEvent({ type: name, at, actor, data: stored }: RecordedEvent): ObjectionEvent {
  const { data } = apartFromOffice(stored);
  check({ type: name, at, data });
  return { type: name, at, actor, data } as ObjectionEvent;
}
