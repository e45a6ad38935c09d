/** How quarantine and release change what is shown of a dataset (Art. 43, 45). */
import type { PublicationEvent } from './publication-event.ts';
import type { PublicationState } from './publication-state.ts';
import type { Version, Withdrawal } from './version.ts';

type QuarantineEvent = Extract<
  PublicationEvent,
  { type: 'quarantined' | 'release-requested' | 'release-approved' | 'release-refused' | 'purge-recorded' }
>;

/** Under which name a request for release is kept. */
export const releaseName = (number: number | undefined): string =>
  number === undefined ? 'dataset' : `${number}`;

export function evolveQuarantine(state: PublicationState, event: QuarantineEvent): PublicationState {
  const { number } = event.data;
  switch (event.type) {
    case 'quarantined': {
      const { reason, legalBasis, office } = event.data;
      const basis = legalBasis === undefined ? {} : { legalBasis };
      return undecided(
        quarantine(state, number, { at: event.at, reason, ...basis, quarantine: office }),
        number,
      );
    }
    case 'release-requested': {
      const requested = { [releaseName(number)]: { requestedBy: event.actor } };
      return { ...state, releases: { ...state.releases, ...requested } };
    }
    case 'release-refused':
      return undecided(state, number);
    case 'release-approved':
      return undecided(release(state, number), number);
    case 'purge-recorded': {
      const { places } = event.data;
      const purge = { at: event.at, places };
      if (number === undefined)
        return { ...state, ...(state.quarantined && { quarantined: { ...state.quarantined, purge } }) };
      return withVersion(state, number, (withdrawn) => withdrawn && { ...withdrawn, purge });
    }
  }
}

/** With the whole dataset all of its versions, and those taken offline with it before: one that is published afterwards stands alone. */
function quarantine(state: PublicationState, number: number | undefined, why: Withdrawal): PublicationState {
  if (number !== undefined) return withVersion(state, number, () => why);
  const before = state.quarantined;
  const isWithIt = ({ withdrawn }: Version) =>
    !withdrawn || (before !== undefined && isSame(withdrawn, before));
  const versions = state.versions.map((each) => (isWithIt(each) ? { ...each, withdrawn: why } : each));
  return { ...state, versions, quarantined: why };
}

/** What a release brings back: one version, or with the whole dataset those that were taken offline with it. */
export function releasedVersions(
  { versions, quarantined }: PublicationState,
  number: number | undefined,
): readonly Version[] {
  if (number !== undefined) return versions.filter((each) => each.number === number);
  return versions.filter(({ withdrawn }) => withdrawn && quarantined && isSame(withdrawn, quarantined));
}

function release(state: PublicationState, number: number | undefined): PublicationState {
  if (number !== undefined) return withVersion(state, number, () => undefined);
  const returning = new Set(releasedVersions(state, number));
  const versions = state.versions.map((each) =>
    returning.has(each) ? { ...each, withdrawn: undefined } : each,
  );
  return { ...state, versions, quarantined: undefined };
}

/** Whether a version was taken offline with the whole dataset. */
export const isSame = (one: Withdrawal, other: Withdrawal): boolean =>
  one.quarantine === other.quarantine && one.at === other.at;

function withVersion(
  state: PublicationState,
  number: number,
  change: (before: Withdrawal | undefined) => Withdrawal | undefined,
): PublicationState {
  const versions = state.versions.map((each) =>
    each.number === number ? { ...each, withdrawn: change(each.withdrawn) } : each,
  );
  return { ...state, versions };
}

function undecided(state: PublicationState, number: number | undefined): PublicationState {
  const { [releaseName(number)]: _decided, ...releases } = state.releases;
  return { ...state, releases };
}
