/** What of a publication is quarantined now, why, and what an actor may do with each of it (Art. 43, 45). */
import type { Actor } from './actor.ts';
import { decide } from './publication.ts';
import type { PublicationCommand } from './publication-command.ts';
import type { PublicationEvent } from './publication-event.ts';
import { isSame, releaseName } from './publication-quarantine-state.ts';
import type { PublicationState } from './publication-state.ts';
import type { QuarantineOffice, Withdrawal } from './version.ts';

export const quarantineCommands = [
  'quarantine',
  'request-release',
  'approve-release',
  'refuse-release',
] as const satisfies readonly PublicationCommand['type'][];
export type QuarantineCommandType = (typeof quarantineCommands)[number];

export interface Quarantine extends Withdrawal {
  /** Of the version; absent for the whole dataset. */
  readonly version?: number;
  readonly quarantine: QuarantineOffice;
  /** The objection that gave rise to it (Art. 46). */
  readonly objection?: string;
  /** A request for release that nobody has decided on. */
  readonly release?: {
    readonly at: string;
    readonly reason: string;
    readonly legalBasis: string;
    /** Whether the actor asked for it, and so is not the second person. */
    readonly isOwn: boolean;
  };
  readonly commands: readonly QuarantineCommandType[];
}

/** The dataset first, then its versions, newest first; of a dataset its versions only where they were taken apart. */
export function standingQuarantines(
  state: PublicationState,
  events: readonly PublicationEvent[],
  actor: Actor,
  now: string,
): readonly Quarantine[] {
  const { quarantined, versions } = state;
  const apart = versions.filter(
    ({ withdrawn }) => withdrawn?.quarantine && !(quarantined && isSame(withdrawn, quarantined)),
  );
  const all = [
    { withdrawn: quarantined, number: undefined },
    ...apart.toReversed().map(({ withdrawn, number }) => ({ withdrawn, number })),
  ];
  return all.flatMap(({ withdrawn, number }): Quarantine[] => {
    const office = withdrawn?.quarantine;
    if (!withdrawn || !office) return [];
    const objection = originOf(events, number, withdrawn.at);
    const release = releaseOf(state, events, actor, number);
    return [
      {
        ...withdrawn,
        quarantine: office,
        ...(number !== undefined && { version: number }),
        ...(objection !== undefined && { objection }),
        ...(release && { release }),
        commands: commandsFor(state, number, actor, now),
      },
    ];
  });
}

function originOf(events: readonly PublicationEvent[], number: number | undefined, at: string) {
  const happened = events.findLast(
    (event) => event.type === 'quarantined' && event.data.number === number && event.at === at,
  );
  return happened?.type === 'quarantined' ? happened.data.objection : undefined;
}

function releaseOf(
  { releases }: PublicationState,
  events: readonly PublicationEvent[],
  actor: Actor,
  number: number | undefined,
): Quarantine['release'] {
  const requested = releases[releaseName(number)];
  const asked = events.findLast(
    (event) => event.type === 'release-requested' && event.data.number === number,
  );
  if (!requested || asked?.type !== 'release-requested') return undefined;
  const { reason, legalBasis } = asked.data;
  return { at: asked.at, reason, legalBasis, isOwn: requested.requestedBy === actor.id };
}

/** Those that the decider would not refuse, whatever reason is given. */
export function commandsFor(
  state: PublicationState,
  number: number | undefined,
  actor: Actor,
  now: string,
): readonly QuarantineCommandType[] {
  const given = { ...(number !== undefined && { number }), reason: 'given', legalBasis: 'given' };
  return quarantineCommands.filter(
    (type) => decide(state, { type, ...given }, actor, now).outcome === 'events',
  );
}
