/**
 * Quarantine: what leaks personal data or a secret goes offline at once, on the word of one (Art. 43, 45). It returns as
 * another version, or by the recorded decision of two people with its legal basis.
 */
import type { Actor } from './actor.ts';
import { isSensitive } from './field-rules.ts';
import type { PublicationRefusalCode, QuarantineCommand } from './publication-command.ts';
import type { Happening } from './publication-event.ts';
import { releasedVersions, releaseName } from './publication-quarantine-state.ts';
import { mayBeOpen, type PublicationState } from './publication-state.ts';
import type { Withdrawal } from './version.ts';
import { isBlank } from './visible-text.ts';

type Answer = readonly Happening[] | PublicationRefusalCode;

/** The Bureau, and the operator on its behalf. */
const isBureau = ({ roles }: Actor): boolean => roles.includes('supervisor') || roles.includes('operator');

/** Expects that the actor may, and that something was published. */
export function decideQuarantine(state: PublicationState, command: QuarantineCommand, actor: Actor): Answer {
  const numbered = command.number === undefined ? {} : { number: command.number };
  if (!state.dataset) return 'not-published';
  const stands = standing(state, command.number);
  if (typeof stands === 'string') return stands;
  const { withdrawn } = stands;
  if (command.type === 'quarantine') {
    if (withdrawn && !withdrawn.quarantine) return 'version-withdrawn';
    // What an agency took offline the Bureau may make its own: then only the Bureau brings it back.
    const takesOver = withdrawn?.quarantine === 'agency' && isBureau(actor);
    if (withdrawn && !takesOver)
      return command.number === undefined ? 'dataset-quarantined' : 'version-quarantined';
    if (isBlank(command.reason)) return 'reason-required';
    const { reason, legalBasis, objection } = command;
    const why = {
      reason,
      ...(legalBasis !== undefined && { legalBasis }),
      ...(objection !== undefined && { objection }),
    };
    const office = isBureau(actor) ? 'bureau' : 'agency';
    return [{ type: 'quarantined', data: { ...numbered, ...why, office } }];
  }
  if (!withdrawn?.quarantine) return 'not-quarantined';
  if (command.type === 'record-purge')
    return [{ type: 'purge-recorded', data: { ...numbered, places: command.places } }];
  return decideRelease(state, command, actor, withdrawn);
}

function decideRelease(
  state: PublicationState,
  command: Exclude<QuarantineCommand, { type: 'quarantine' | 'record-purge' }>,
  actor: Actor,
  withdrawn: Withdrawal,
): Answer {
  const numbered = command.number === undefined ? {} : { number: command.number };
  const requested = state.releases[releaseName(command.number)];
  if (command.type === 'request-release') {
    const { reason, legalBasis } = command;
    if (requested) return 'release-undecided';
    if (isBlank(reason)) return 'reason-required';
    if (isBlank(legalBasis)) return 'legal-basis-required';
    return [{ type: 'release-requested', data: { ...numbered, reason, legalBasis } }];
  }
  if (!requested) return 'no-release-requested';
  // The Bureau's order over the whole holds what was offline before it too: a later version would show it again.
  const orders = [withdrawn.quarantine, state.quarantined?.quarantine];
  if (orders.includes('bureau') && !isBureau(actor)) return 'bureau-releases';
  if (command.type === 'refuse-release') {
    const { reason } = command;
    return isBlank(reason) ? 'reason-required' : [{ type: 'release-refused', data: { ...numbered, reason } }];
  }
  // Two persons, known by two ids; the machine's operator is no exception.
  if (requested.requestedBy === actor.id) return 'second-person-required';
  return opensFindings(state, command.number)
    ? 'release-held-back'
    : [{ type: 'release-approved', data: numbered }];
}

/** The class may have been opened since: a release is no way round the privacy gate (Art. 28, 45). */
function opensFindings(state: PublicationState, number: number | undefined): boolean {
  if (state.dataset?.openness.class !== 'unconditional') return false;
  return releasedVersions(state, number).some(
    ({ number: each, contentHash, fields }) =>
      fields.some(isSensitive) || !mayBeOpen(state, { contentHash, findings: state.findings[each] ?? [] }),
  );
}

/** How what is spoken of stands: a version, or the whole dataset. */
function standing(
  state: PublicationState,
  number: number | undefined,
): { readonly withdrawn: Withdrawal | undefined } | 'unknown-version' {
  if (number === undefined) return { withdrawn: state.quarantined };
  const version = state.versions.find((each) => each.number === number);
  return version ? { withdrawn: version.withdrawn } : 'unknown-version';
}
