/** What was brought before the offices, from the rows by which it is listed: one table of what is recorded, and how. */
import {
  type ClockRun,
  clockRun,
  type OfficeClock,
  type RunTerms,
  settledAt,
  whoseClock,
} from '../../domain/clock-run.ts';
import type { ClockEvent } from '../../domain/deadline.ts';
import type { Matter } from '../../domain/monitoring.ts';
import { isOpenObjection, type ObjectionClock } from '../../domain/objection-state.ts';
import { timeLimits } from '../../domain/time-limits.ts';
import { allRows } from '../all-rows.ts';
import { applicationIndexes } from '../application/index-rows.ts';
import { readSummary } from '../application/summary.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import { type ObjectionSummary, objectionIndexes } from '../objection/rows.ts';
import type { JsonObject, Records } from '../ports.ts';
import { everybody, readVoiceSummary, voiceIndexes } from '../voice/places.ts';
import type { CurrentCalendar } from '../working-calendar.ts';

export interface MonitoringDeps {
  readonly records: Records;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
  readonly calendar: CurrentCalendar;
  readonly promises?: RunTerms['promises'];
}

/** `bureau` is the id of the Bureau, which has what is addressed to nobody else. */
export interface MatterTerms extends RunTerms {
  readonly bureau: string;
}

interface Place {
  readonly index: string;
  readonly key: string;
}

interface Source {
  /** Where all lie, and where those that one agency has. */
  readonly all: Place;
  readonly of: (agency: string) => Place;
  readonly read: (value: JsonObject, terms: MatterTerms) => Matter;
}

type Clocks = Partial<Readonly<Record<OfficeClock, readonly ClockEvent[]>>>;

const runsOf = (clocks: Clocks, agency: string, terms: RunTerms): readonly ClockRun[] =>
  Object.entries(clocks).flatMap(
    ([clock, events]) => clockRun(clock as OfficeClock, agency, events, terms) ?? [],
  );

const sources: readonly Source[] = [
  {
    all: { index: applicationIndexes.all, key: 'all' },
    of: (key) => ({ index: applicationIndexes.agency, key }),
    read: (value, terms) => {
      const { id, agency, dataset, status, submittedAt, latest, clocks } = readSummary(value);
      const { 'application.signing': _applicants, ...offices } = clocks;
      return {
        kind: 'application',
        ...{ id, agency },
        datasets: [dataset],
        receivedAt: submittedAt ?? latest.at,
        isOpen: status === 'submitted' || status === 'accepted',
        runs: runsOf(offices, agency, terms),
      };
    },
  },
  {
    all: { index: voiceIndexes.office, key: everybody },
    of: (key) => ({ index: voiceIndexes.office, key }),
    read: (value, terms) => {
      const {
        id,
        kind,
        agency = terms.bureau,
        datasets,
        filedAt,
        isWaiting,
        clock,
        earlier = [],
      } = readVoiceSummary(value);
      const clocks = kind === 'complaint' ? { 'complaint.answer': clock } : {};
      return {
        ...{ kind, id, agency, datasets },
        receivedAt: filedAt,
        isOpen: isWaiting,
        runs: runsOf(clocks, agency, terms).map((run) => ({
          ...run,
          agency: whoseClock(settledAt(run), agency, earlier, terms.bureau),
        })),
      };
    },
  },
  {
    all: { index: objectionIndexes.all, key: 'all' },
    of: (key) => ({ index: objectionIndexes.agency, key }),
    read: (value, terms) => {
      const row = value as unknown as ObjectionSummary;
      const { id, provider: agency, department, dataset, status, filedAt: receivedAt } = row;
      return {
        kind: 'objection',
        ...{ id, agency, receivedAt },
        datasets: [dataset],
        isOpen: isOpenObjection(row),
        waitsFor: status === 'forwarded' ? department : terms.bureau,
        runs: row.clocks.flatMap(
          ({ clock, startedAt, stoppedAt }) =>
            runsOf(
              { [clock]: ticks(startedAt, stoppedAt) },
              againstWhom(clock, department, terms),
              terms,
            )[0] ?? [],
        ),
      };
    },
  },
];

const ticks = (startedAt: string, stoppedAt: string | undefined): readonly ClockEvent[] => [
  { kind: 'start', at: startedAt },
  ...(stoppedAt === undefined ? [] : [{ kind: 'stop', at: stoppedAt } as const]),
];

/** The responsible department verifies; what comes before is the Bureau's (Art. 46). */
export const againstWhom = (
  clock: ObjectionClock,
  department: string,
  { bureau }: Pick<MatterTerms, 'bureau'>,
): string => (clock === 'objection.verify' ? department : bureau);

export async function matterTerms({
  now,
  catalogue,
  calendar,
  promises = timeLimits,
}: Omit<MonitoringDeps, 'records'>): Promise<MatterTerms> {
  const shown = catalogue();
  return {
    calendar: await calendar(),
    promises,
    regionOf: (agency) => shown.agency(agency)?.region,
    now: now().toISOString(),
    bureau: shown.agencies().find(({ kind }) => kind === 'bureau')?.id ?? 'bureau',
  };
}

/** Everything that was brought before an office, or before any, by kind and id. */
export async function mattersOf(deps: MonitoringDeps, agency?: string): Promise<readonly Matter[]> {
  const terms = await matterTerms(deps);
  const found = await Promise.all(
    sources.map(async ({ all, of, read }) => {
      const { index, key } = agency === undefined ? all : of(agency);
      const rows = await allRows(deps.records, index, key);
      return rows.map(({ value }) => read(value, terms));
    }),
  );
  return found.flat();
}
