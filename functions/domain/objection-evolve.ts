/** How each event changes an objection. */
import { dayInChina } from './china-time.ts';
import type { ClockEvent } from './deadline.ts';
import { type ObjectionEvent, type ObjectionEventType, readObjectionEvent } from './objection-event.ts';
import {
  noObjection,
  type Objection,
  type ObjectionClock,
  type ObjectionScope,
  type ObjectionState,
} from './objection-state.ts';
import type { RecordedEvent } from './publication-event.ts';

type EventOf<Type extends ObjectionEventType> = Extract<ObjectionEvent, { type: Type }>;

/** Folds stored events, oldest first. Throws on an event that is none of an objection. */
export function foldObjection(events: Iterable<RecordedEvent>): ObjectionState {
  let state = noObjection;
  for (const event of events) state = evolveObjection(state, readObjectionEvent(event));
  return state;
}

/** Throws when the history cannot be: the records are damaged. */
export function evolveObjection(state: ObjectionState, event: ObjectionEvent): Objection {
  const { type, at } = event;
  if (event.type === 'filed') {
    if (state.status !== 'new') throw new TypeError(`the objection is filed a second time at ${at}`);
    return filed(event);
  }
  if (state.status === 'new') throw new TypeError(`${type} at ${at} comes before the filing`);
  const change = (changes[event.type] as (before: Objection, event: ObjectionEvent) => Partial<Objection>)(
    state,
    event,
  );
  return { ...state, ...change, clocks: ticked(state, event), latest: { type, at } };
}

const firstClock = (scope: ObjectionScope): ObjectionClock =>
  scope === 'bureau' ? 'objection.decide' : 'objection.forward';

function filed({ at, data }: EventOf<'filed'>): Objection {
  const { kind, target, provider, department, scope } = data;
  const start: readonly ClockEvent[] = [{ kind: 'start', at }];
  return {
    status: 'received',
    kind,
    target,
    provider,
    department,
    scope,
    filedAt: at,
    supplements: 0,
    files: [],
    clocks: {
      'objection.mark': start,
      'objection.decide': [],
      'objection.forward': [],
      'objection.verify': [],
      [firstClock(scope)]: start,
    },
    overdueTold: [],
    escalations: [],
    latest: { type: 'filed', at },
  };
}

type Changes = {
  [Type in Exclude<ObjectionEventType, 'filed'>]: (
    before: Objection,
    event: EventOf<Type>,
  ) => Partial<Objection>;
};

const changes: Changes = {
  marked: (_, { at }) => ({ markedAt: at }),
  supplemented: ({ supplements, mailedSupplement: mailed }, { at }) => ({
    supplements: supplements + 1,
    mailedSupplement:
      mailed && dayInChina(mailed.at) === dayInChina(at) ? mailed : { number: supplements + 1, at },
  }),
  'file-added': ({ files }, { data }) => ({ files: [...files, data.file] }),
  // The office that is told from here on was not written to yet.
  forwarded: (_, { at, data }) => ({
    status: 'forwarded',
    forwarded: { at, ...data },
    mailedSupplement: undefined,
  }),
  stated: (_, { at, data }) => ({ statement: { at, ...data } }),
  verified: (_, { at, data: { verification, ...finding } }) => ({
    status: 'verified',
    finding: { at, ...finding },
    ...(verification !== undefined && { verification }),
  }),
  decided: (_, { at, data }) => ({ status: 'concluded', finding: { at, ...data }, endedAt: at }),
  concluded: (_, { at }) => ({ status: 'concluded', endedAt: at }),
  quarantined: (_, { at }) => ({ quarantinedAt: at }),
  withdrawn: (_, { at }) => ({ status: 'withdrawn', endedAt: at }),
  'fell-overdue': ({ overdueTold }, { data }) => ({ overdueTold: [...overdueTold, data.clock] }),
  escalated: ({ escalations }, { at, data }) => ({ escalations: [...escalations, { at, ...data }] }),
  erased: (_, { at }) => ({ erasedAt: at }),
};

/** The clock that runs in this status; none once the department has decided. */
export function runningClock({
  status,
  scope,
}: Pick<Objection, 'status' | 'scope'>): ObjectionClock | undefined {
  if (status === 'received') return firstClock(scope);
  return status === 'forwarded' ? 'objection.verify' : undefined;
}

function ticked(before: Objection, { type, at }: ObjectionEvent): Objection['clocks'] {
  const { clocks } = before;
  const running = runningClock(before);
  const stop = (clock: ObjectionClock): Objection['clocks'] => {
    return { ...clocks, [clock]: [...clocks[clock], { kind: 'stop', at }] };
  };
  switch (type) {
    case 'marked':
      return stop('objection.mark');
    case 'forwarded':
      return { ...stop('objection.forward'), 'objection.verify': [{ kind: 'start', at }] };
    case 'decided':
    case 'verified':
    case 'withdrawn':
      return running ? stop(running) : clocks;
    default:
      return clocks;
  }
}
