/** One objection as whoever has a part in it reads it: with its words; everybody else reads the public part. */

import { clockResult } from '../../domain/clock-result.ts';
import { type Deadline, remainingWorkingDays } from '../../domain/deadline.ts';
import { lateClock, objectionClock, regionOf } from '../../domain/objection-clocks.ts';
import type { ObjectionCommandType } from '../../domain/objection-command.ts';
import {
  type ObjectionCapacity,
  objectionCapacitiesOf,
  objectionCommandsFor,
  visibleObjection,
} from '../../domain/objection-permissions.ts';
import { type PublicClock, type PublicObjection, publicObjection } from '../../domain/objection-public.ts';
import { type Objection, objectionClocks } from '../../domain/objection-state.ts';
import { apartFromOffice, type Office } from '../../domain/office.ts';
import { type Names, named, namedAgency } from '../application/names.ts';
import { objectionActor } from './acting.ts';
import type { Asker, ObjectionDeps } from './contract.ts';
import {
  type Evidence,
  objectionOfReceipt,
  readEvidence,
  readPerson,
  readWords,
  type Written,
} from './person.ts';
import { circumstancesOf, loadObjection } from './stream.ts';

export interface ObjectionClockView extends Deadline {
  readonly clock: PublicClock['clock'];
  readonly kind: 'statutory';
  /** Working days; negative when it is overdue. */
  readonly remaining: number;
  readonly result: 'running' | 'met' | 'missed';
}

export interface ObjectionView {
  readonly id: string;
  /** When this was answered, by the clock of the platform. */
  readonly asOf: string;
  readonly names: Names & { readonly department: Names['agency'] };
  readonly public: PublicObjection;
  readonly objection: Omit<Objection, 'clocks' | 'files' | 'mailedSupplement'>;
  readonly clocks: readonly ObjectionClockView[];
  readonly overdue: boolean;
  /** What the objector wrote, oldest first; gone once it was removed. */
  readonly words: readonly Written[];
  readonly evidence: readonly Evidence[];
  /** For the Bureau, which tells the objector, and for the objector. */
  readonly contact?: { readonly name?: string; readonly email?: string; readonly phone?: string };
  readonly capacities: readonly ObjectionCapacity[];
  readonly commands: readonly ObjectionCommandType[];
  readonly history: readonly {
    readonly sequence: number;
    readonly type: string;
    readonly at: string;
    readonly by?: { readonly kind: Office['kind']; readonly agency?: Names['agency'] };
  }[];
}

/** The objection as the asker may read it whole; undefined for whoever has no part in it. */
export async function readObjection(
  deps: ObjectionDeps,
  id: string,
  asker: Asker,
): Promise<ObjectionView | undefined> {
  const { state, events } = await loadObjection(deps.records, id);
  const actor = await objectionActor(deps.records, id, asker);
  const visible = visibleObjection(actor, state);
  if (!visible) return undefined;
  const terms = await circumstancesOf(deps, visible.department);
  const capacities = objectionCapacitiesOf(actor, visible);
  const { clocks: _clocks, files: _files, mailedSupplement: _mailed, ...objection } = visible;
  const contact = capacities.some((each) => each === 'objector' || each === 'supervisor')
    ? (await readPerson(deps.records, id))?.contact
    : undefined;
  const told = publicObjection(id, visible, terms);
  const { dataset } = visible.target;
  return {
    id,
    asOf: terms.now,
    names: {
      ...named(deps.catalogue(), { dataset, agency: visible.provider }),
      department: namedAgency(deps.catalogue(), visible.department),
    },
    public: told,
    objection: capacities.includes('objector') ? withoutDeliberation(objection) : objection,
    clocks: objectionClocks.flatMap((clock) => {
      const deadline = objectionClock(visible, clock, terms);
      const own = told.clocks.find((each) => each.clock === clock);
      if (!deadline || !own) return [];
      const remaining = remainingWorkingDays(deadline, terms.now, terms.calendar, regionOf(clock, terms));
      const result = clockResult(own, terms.now);
      return [{ clock, kind: 'statutory' as const, ...deadline, remaining, result }];
    }),
    overdue: lateClock(visible, terms, terms.now) !== undefined,
    words: await readWords(deps.records, id),
    evidence: await readEvidence(deps.records, id),
    ...(contact && { contact }),
    capacities,
    commands: objectionCommandsFor(actor, visible),
    history: events.map(({ sequence, type, at, data }) => {
      const { office } = apartFromOffice(data);
      const by = office && {
        kind: office.kind,
        ...(office.agency !== undefined && { agency: namedAgency(deps.catalogue(), office.agency) }),
      };
      return { sequence, type, at, ...(by && { by }) };
    }),
  };
}

/** What offices say among themselves is theirs; what they decide is told when it is told to everybody. */
function withoutDeliberation({
  statement: _statement,
  verification: _verification,
  forwarded,
  finding,
  escalations,
  ...rest
}: ObjectionView['objection']): ObjectionView['objection'] {
  return {
    ...rest,
    ...(forwarded && { forwarded: { at: forwarded.at } }),
    ...(finding && rest.status === 'concluded' && { finding }),
    escalations: escalations.map((each) => ({ ...each, note: '' })),
  };
}

/** The objection that a receipt is of, whole; undefined for a receipt of none. */
export async function readByReceipt(
  deps: ObjectionDeps,
  receipt: string,
): Promise<ObjectionView | undefined> {
  const id = await objectionOfReceipt(deps.records, receipt);
  return id === undefined ? undefined : readObjection(deps, id, { receipt });
}
