/**
 * The decider of a voice: given what happened and what is asked, by whom and when, the events that follow, or a refusal.
 * One decider for all kinds: they differ in what they must tell and how they are answered, which two tables say.
 */
import { addMonths, isCalendarDate } from './calendar-date.ts';
import { dayInChina, isBefore } from './china-time.ts';
import type { Filing, VoiceAct, VoiceRefusal, VoiceRefusalCode } from './voice-command.ts';
import {
  complaintOutcomes,
  correctionOutcomes,
  requestOutcomes,
  type VoiceAnswer,
  type VoiceEvent,
  type VoiceFacts,
  type VoiceKind,
  type VoiceOutcome,
} from './voice-event.ts';
import { authorizeVoice, type VoiceActor } from './voice-permissions.ts';
import { nextErasure } from './voice-retention.ts';
import { anonymous, type VoiceState } from './voice-state.ts';

export type VoiceDecision =
  /** None when nothing would change. */
  | { readonly outcome: 'events'; readonly events: readonly VoiceEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: VoiceRefusal };

type Told = Exclude<keyof VoiceFacts, 'kind' | 'isPublic'>;
interface Demands {
  readonly needs: readonly Told[];
  readonly mayTell: readonly Told[];
  readonly mostDatasets: number;
  readonly outcomes: readonly VoiceOutcome[];
}

const ofDataset = { needs: ['agency', 'datasets'], mayTell: [], mostDatasets: 1 } as const;
/** What each kind must tell, may tell, and can be answered. */
const demands: Readonly<Record<VoiceKind, Demands>> = {
  complaint: { needs: ['agency'], mayTell: ['datasets'], mostDatasets: 1, outcomes: complaintOutcomes },
  'data-request': {
    needs: ['grounds'],
    mayTell: ['agency'],
    mostDatasets: 0,
    outcomes: requestOutcomes,
  },
  question: { ...ofDataset, outcomes: ['told'] },
  correction: { ...ofDataset, outcomes: correctionOutcomes },
  rating: { ...ofDataset, needs: [...ofDataset.needs, 'stars'], outcomes: ['told'] },
  reuse: {
    needs: ['datasets', 'form', 'url'],
    mayTell: ['agency'],
    mostDatasets: 20,
    outcomes: ['told'],
  },
};
const tellable: readonly Told[] = ['agency', 'datasets', 'stars', 'grounds', 'form', 'url'];

/** Decides a filing. `now` is an ISO 8601 instant, UTC. */
export function decideFiling(
  { facts, words, receipt }: Filing,
  actor: VoiceActor,
  now: string,
): VoiceDecision {
  const errors = faultsOf(facts);
  if (errors.length > 0) return { outcome: 'refused', refusal: { code: 'voice-incomplete', errors } };
  const data = { ...facts, words, receipt };
  return {
    outcome: 'events',
    events: [{ type: 'voice-filed', at: now, actor: actor.id ?? anonymous, data }],
  };
}

/** Decides `command`. `now` is an ISO 8601 instant, UTC. */
export function decide(state: VoiceState, command: VoiceAct, actor: VoiceActor, now: string): VoiceDecision {
  const authorization = authorizeVoice(actor, state, command.type);
  if (authorization !== 'allowed' || state.status === 'new') return refused(codes[authorization]);
  const made = (happening: Pick<VoiceEvent, 'type' | 'data'> | undefined): VoiceDecision => ({
    outcome: 'events',
    events: happening ? [{ ...happening, at: now, actor: actor.id ?? anonymous } as VoiceEvent] : [],
  });
  switch (command.type) {
    case 'admit':
      return made({ type: 'voice-admitted', data: {} });
    case 'decline':
      return made({ type: 'voice-declined', data: { reason: command.reason } });
    case 'hide':
      return made({ type: 'voice-hidden', data: { reason: command.reason } });
    case 'assign': {
      const { agency, reason } = command;
      return made(agency === state.agency ? undefined : { type: 'voice-assigned', data: { agency, reason } });
    }
    case 'withdraw':
      return made({ type: 'voice-withdrawn', data: {} });
    case 'support':
      return made(supports(state, actor) ? undefined : { type: 'voice-supported', data: {} });
    case 'unsupport':
      return made(supports(state, actor) ? { type: 'voice-unsupported', data: {} } : undefined);
    case 'erase': {
      const due = nextErasure(state);
      if (!due) return made(undefined);
      if (isBefore(now, due.at)) return refused('voice-wrong-status');
      return made({ type: 'voice-erased', data: { what: due.what } });
    }
    case 'answer': {
      const { type: _type, ...answer } = command;
      // An answer stands; only what was planned is answered once more, when it has been met or given up (Art. 29).
      if (state.answer && state.answer.outcome !== 'planned') return refused('voice-wrong-status');
      const errors = unfit(state.kind, answer, dayInChina(now));
      if (errors.length > 0) return { outcome: 'refused', refusal: { code: 'voice-answer-unfit', errors } };
      return made({ type: 'voice-answered', data: answer });
    }
  }
}

const codes = {
  allowed: 'unknown-voice',
  'unknown-voice': 'unknown-voice',
  'not-permitted': 'voice-not-permitted',
  'wrong-status': 'voice-wrong-status',
} as const;

const refused = (code: VoiceRefusalCode): VoiceDecision => ({ outcome: 'refused', refusal: { code } });

const supports = (state: VoiceState, { id }: VoiceActor): boolean =>
  state.status !== 'new' && id !== undefined && state.supporters.has(id);

const isTold = (facts: VoiceFacts, what: Told): boolean => {
  const value = facts[what];
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
};

function faultsOf(facts: VoiceFacts): { field: string; message: string }[] {
  const { needs, mayTell, mostDatasets } = demands[facts.kind];
  const missing = needs.filter((each) => !isTold(facts, each));
  const strange = tellable.filter(
    (each) => isTold(facts, each) && !needs.includes(each) && !mayTell.includes(each),
  );
  return [
    ...missing.map((field) => ({ field, message: `is needed for a ${facts.kind}` })),
    ...strange.map((field) => ({ field, message: `means nothing for a ${facts.kind}` })),
    ...(facts.datasets.length > mostDatasets && mostDatasets > 0
      ? [{ field: 'datasets', message: `must be at most ${mostDatasets}` }]
      : []),
  ];
}

/** What an outcome must tell beside its words: where the data is, until when, or why not (Art. 28, 29). */
const tells: Partial<Readonly<Record<VoiceOutcome, keyof VoiceAnswer>>> = {
  opened: 'dataset',
  planned: 'by',
  refused: 'legalBasis',
};

function unfit(kind: VoiceKind, answer: VoiceAnswer, today: string): { field: string; message: string }[] {
  const { outcomes } = demands[kind];
  if (!outcomes.includes(answer.outcome))
    return [{ field: 'outcome', message: `of a ${kind} is one of ${outcomes.join(', ')}` }];
  const wanted = tells[answer.outcome];
  const told = (['dataset', 'by', 'legalBasis'] as const).filter((each) => answer[each] !== undefined);
  return [
    ...(wanted && answer[wanted] === undefined
      ? [{ field: wanted, message: `is needed with the outcome "${answer.outcome}"` }]
      : []),
    ...(answer.by !== undefined && !isPlan(answer.by, today)
      ? [{ field: 'by', message: `must be a day, at most ten years after ${today}` }]
      : []),
    ...told
      .filter((each) => each !== wanted)
      .map((field) => ({ field, message: `means nothing with the outcome "${answer.outcome}"` })),
  ];
}

/** A plan has a day that comes: until then what its filer left is kept. */
const isPlan = (by: string, today: string): boolean => isCalendarDate(by) && by <= addMonths(today, 120);
