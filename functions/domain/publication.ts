/**
 * The decider of one dataset's publication: given what happened and what is asked, by whom and when, the events
 * that follow, or a refusal. Art. 28 and 45 hold personal data back; two persons may overrule, with a legal basis.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Actor } from './actor.ts';
import type { Dataset } from './dataset.ts';
import type { PrivacyFinding } from './defect.ts';
import { isSensitive } from './field-rules.ts';
import { withoutCells } from './is-public.ts';
import { isPersonalReason } from './public-reason.ts';
import {
  type PreparedFacts,
  type PublicationCommand,
  type PublicationRefusalCode,
  refusalOf,
} from './publication-command.ts';
import type { Happening, PublicationEvent } from './publication-event.ts';
import { authorize, possible } from './publication-permissions.ts';
import { decideQuarantine } from './publication-quarantine.ts';
import { liveVersions, mayBeOpen, type PublicationState, statusOf } from './publication-state.ts';
import type { Refusal } from './refusal.ts';
import { isBlank } from './visible-text.ts';

export { changesOf } from './publication-changes.ts';
export type { PreparedFacts, PublicationCommand } from './publication-command.ts';
export { entryOf, evolve, foldPublication, noPublication, statusOf } from './publication-state.ts';

export type PublicationDecision =
  /** None when nothing would change. */
  | { readonly outcome: 'events'; readonly events: readonly PublicationEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal<PublicationRefusalCode> };

type Of<Type extends PublicationCommand['type']> = Extract<PublicationCommand, { type: Type }>;
type Answer = readonly Happening[] | PublicationRefusalCode;

/**
 * Decides `command`. `now` is an ISO 8601 instant, UTC. Publishing what is published already answers no events;
 * what the privacy gate holds back answers one `publication-blocked` the first time and the refusal
 * `privacy-blocked` when the same content comes again unmended.
 */
export function decide(
  state: PublicationState,
  command: PublicationCommand,
  actor: Actor,
  now: string,
): PublicationDecision {
  const owner = state.publisher ?? (command.type === 'publish' ? command.dataset.publisher : undefined);
  const authorization = authorize(actor, owner, command.type);
  const answer = authorization === 'allowed' ? answerTo(state, command, actor, now) : authorization;
  if (typeof answer === 'string') return { outcome: 'refused', refusal: refusalOf(answer) };
  const events = answer.map((happening) => ({ ...happening, at: now, actor: actor.id }) as PublicationEvent);
  return { outcome: 'events', events };
}

function answerTo(state: PublicationState, command: PublicationCommand, actor: Actor, now: string): Answer {
  const status = statusOf(state);
  if (!possible[command.type].includes(status)) return impossible(state, command);
  if (isPersonalReason(reasonsOf(command), now)) return 'personal-reason';
  switch (command.type) {
    case 'publish':
      return mayGenerate(command.dataset, actor) ? publish(state, command, now) : 'generator-not-permitted';
    case 'withdraw-version':
    case 'withdraw-dataset':
      return withdraw(state, command);
    case 'request-override':
    case 'approve-override':
    case 'refuse-override':
      return decideOverride(state, command, actor);
    default:
      return decideQuarantine(state, command, actor);
  }
}

/** What a command says in words: it stands in a tombstone, in the history of the list, or in the audit trail for ever. */
const reasonsOf = (command: PublicationCommand): readonly (string | undefined)[] => [
  'reason' in command ? command.reason : undefined,
  'legalBasis' in command ? command.legalBasis : undefined,
];

/** Making millions of rows is work for the machine: only its operator asks for that. */
function mayGenerate({ data }: Dataset, actor: Actor): boolean {
  return !(data && 'generate' in data) || actor.roles.includes('operator');
}

/** Why a command makes no sense in this status. */
function impossible(state: PublicationState, command: PublicationCommand): PublicationRefusalCode {
  const status = statusOf(state);
  if (status === 'withdrawn') return 'dataset-withdrawn';
  if (status === 'new' && !command.type.endsWith('-override')) return 'not-published';
  if (!state.block) return 'not-blocked';
  if (command.type === 'request-override')
    return status === 'override-approved' ? 'override-granted' : 'override-undecided';
  return 'no-override-requested';
}

function publish(state: PublicationState, command: Of<'publish'>, now: string): Answer {
  const { dataset, flags } = command;
  if (state.id !== undefined && state.id !== dataset.id) return 'other-dataset';
  if (state.publisher !== undefined && state.publisher !== dataset.publisher) return 'publisher-changed';
  if (dataset.openness.class === 'withheld' && command.version) return 'withheld-version';

  if (state.isShared && dataset.openness.class !== 'withheld') return 'shared-reopened';

  const live = liveVersions(state);
  const isNewContent =
    command.version !== undefined && command.version.contentHash !== live.at(-1)?.contentHash;
  const version = isNewContent ? command.version : undefined;
  if (version && state.versions.some((old) => old.withdrawn && old.contentHash === version.contentHash))
    return 'content-withdrawn';
  // What is quarantined returns only with other content, or by the decision of two people.
  if (state.quarantined && !version) return 'dataset-quarantined';
  if (dataset.openness.class === 'unconditional' && !version && live.length === 0) return 'version-required';

  const held = heldBack(state, command, version);
  if (held) return block(state, command, held);

  const happenings: Happening[] = [];
  if (!isDeepStrictEqual(state.dataset, dataset))
    happenings.push({ type: 'entry-published', data: { dataset, flags } });
  if (version) happenings.push(versionPublished(state, command, version, now));
  return happenings;
}

interface Held {
  readonly contentHash: string;
  readonly findings: readonly PrivacyFinding[];
}

/**
 * The content that may not become openly downloadable for what was found in it, unless two persons overruled:
 * the new version, or one published while the class was stricter, which would be opened by opening the class.
 */
function heldBack(
  state: PublicationState,
  { dataset, findings }: Of<'publish'>,
  version: PreparedFacts | undefined,
): Held | undefined {
  if (dataset.openness.class !== 'unconditional') return undefined;
  const live = liveVersions(state);
  // Content that comes again is scanned again: what is found now counts as much as what was found then.
  const isSame = (number: number) => !version && number === live.at(-1)?.number && findings.length > 0;
  const published = live.map(({ number, contentHash }) => ({
    contentHash,
    findings: isSame(number) ? findings : (state.findings[number] ?? []),
  }));
  const opened = [...(version ? [{ contentHash: version.contentHash, findings }] : []), ...published];
  return opened.find((held) => !mayBeOpen(state, held));
}

function block(state: PublicationState, { dataset }: Of<'publish'>, { contentHash, findings }: Held): Answer {
  const isKnown =
    state.block?.contentHash === contentHash && isDeepStrictEqual(state.block.findings, findings);
  if (isKnown) return 'privacy-blocked';
  const { id, publisher } = dataset;
  return [{ type: 'publication-blocked', data: { id, publisher, contentHash, findings } }];
}

/**
 * Cells of personal columns stay out of the events, whatever the class: the audit trail is kept for ever.
 * So does whatever else the facts carry, such as paths of staged files.
 */
function versionPublished(
  state: PublicationState,
  { findings, flags }: Of<'publish'>,
  facts: PreparedFacts,
  now: string,
): Happening {
  const hidden = new Set([
    ...facts.fields.filter(isSensitive).map(({ name }) => name),
    ...findings.flatMap(({ column }) => column.split(', ')),
  ]);
  const number = (state.versions.at(-1)?.number ?? 0) + 1;
  const { contentHash, rows, fields, distributions, note, source, difference } = facts;
  const version = {
    number,
    issued: now,
    ...(note !== undefined && { note }),
    rows,
    fields,
    distributions,
    ...withoutCells(facts, hidden),
    ...(difference && { difference }),
    contentHash,
    ...(source && { source }),
  };
  return { type: 'version-published', data: { version, flags, findings } };
}

function decideOverride(
  state: PublicationState,
  command: Of<'request-override' | 'approve-override' | 'refuse-override'>,
  actor: Actor,
): Answer {
  const { contentHash } = command;
  if (state.block?.contentHash !== contentHash) return 'other-content';
  if (command.type === 'approve-override') {
    // Art. 45: two persons, known by two ids; the machine's operator is no exception.
    if (state.overrides[contentHash]?.requestedBy === actor.id) return 'second-person-required';
    return [{ type: 'override-approved', data: { contentHash } }];
  }
  const { reason } = command;
  if (isBlank(reason)) return 'reason-required';
  if (command.type === 'refuse-override')
    return [{ type: 'override-refused', data: { contentHash, reason } }];
  const { legalBasis } = command;
  if (isBlank(legalBasis)) return 'legal-basis-required';
  return [{ type: 'override-requested', data: { contentHash, reason, legalBasis } }];
}

function withdraw(state: PublicationState, command: Of<'withdraw-version' | 'withdraw-dataset'>): Answer {
  const { reason, legalBasis } = command;
  if (!state.dataset) return 'not-published';
  if (isBlank(reason)) return 'reason-required';
  const why = { reason, ...(legalBasis !== undefined && { legalBasis }) };
  if (command.type === 'withdraw-dataset') return [{ type: 'dataset-withdrawn', data: why }];
  const version = state.versions.find(({ number }) => number === command.number);
  if (!version) return 'unknown-version';
  if (version.withdrawn && !version.withdrawn.quarantine) return 'version-withdrawn';
  return [{ type: 'version-withdrawn', data: { number: command.number, ...why } }];
}
