/** The facts of a year, read from every stream of events: what happened before its end in China, and when (Art. 30). */

import { foldApplication } from '../../domain/application-evolve.ts';
import { isBefore } from '../../domain/china-time.ts';
import {
  type ClockRun,
  clockRun,
  type EarlierOffice,
  type OfficeClock,
  settledAt,
  whoseClock,
} from '../../domain/clock-run.ts';
import type { ClockEvent } from '../../domain/deadline.ts';
import { datasetFigures } from '../../domain/monitoring.ts';
import { foldObjection } from '../../domain/objection-evolve.ts';
import { objectionClocks } from '../../domain/objection-state.ts';
import { readPublicationEvent } from '../../domain/publication-event.ts';
import { foldPublication } from '../../domain/publication-state.ts';
import { latestOf } from '../../domain/version.ts';
import { readVoiceEvent } from '../../domain/voice-event.ts';
import { foldVoice } from '../../domain/voice-state.ts';
import { type Fact, type FigureName, figures } from '../../domain/yearly-evaluation.ts';
import { chinaDay } from '../clock.ts';
import { againstWhom, type MatterTerms, type MonitoringDeps, matterTerms } from '../monitoring/matters.ts';
import type { StoredEvent } from '../ports.ts';
import { readUse, useCount } from '../use-counts.ts';
import { keyedFacts } from './keyed.ts';
import { factOf, streamsOf, type Year } from './year.ts';

/** In the order of agency, figure, and event. Reads every stream once. */
export async function factsOf(deps: MonitoringDeps, year: Year): Promise<readonly Fact[]> {
  const terms = { ...(await matterTerms(deps)), now: year.until };
  const facts: Fact[] = [];
  for (const [prefix, read] of Object.entries(readers))
    for await (const stream of streamsOf(deps.records, prefix)) {
      const events = (await deps.records.load(stream)).filter(({ at }) => isBefore(at, year.until));
      if (events.length > 0) facts.push(...read(events, year, terms));
    }
  facts.push(...(await keyedFacts(deps.records, year)));
  const ids = new Set(facts.filter(({ stream }) => stream.startsWith('dataset/')).map(({ about }) => about));
  facts.push(...(await countedFacts(deps, [...ids].sort(), year)));
  return facts.sort(inOrder);
}

const inOrder = (one: Fact, other: Fact): number =>
  compare(one.agency, other.agency) ||
  compare(one.figure, other.figure) ||
  compare(one.stream, other.stream) ||
  one.sequence - other.sequence ||
  compare(one.about, other.about);
const compare = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

type Read = (events: readonly StoredEvent[], year: Year, terms: MatterTerms) => Fact[];
/** What happens in each kind of stream. */
const readers: Readonly<Record<string, Read>> = {
  'dataset/': publicationFacts,
  'application/': applicationFacts,
  'voice/': voiceFacts,
  'objection/': objectionFacts,
};

/** A dataset as it stood at the end: behind its quality is the event of its version, behind the rest that of its metadata. */
function publicationFacts(events: readonly StoredEvent[], { until }: Year): Fact[] {
  const state = foldPublication(events);
  const { dataset, versions, flags, firstPublished = '', lastPublished = '' } = state;
  if (!dataset || state.withdrawn) return [];
  const entry = { dataset, versions: versions.toReversed(), flags, firstPublished, lastPublished };
  const lastMoment = new Date(Date.parse(until) - 1);
  const told = datasetFigures({ ...entry, status: 'published' }, chinaDay(lastMoment));
  if (!told) return [];
  const { completeness, validity, uniqueness } = told.quality ?? {};
  const described = events.findLast(({ type }) => type === 'entry-published');
  const number = latestOf(entry)?.number;
  const issued = events.map(readPublicationEvent).findLastIndex((event) => {
    return event.type === 'version-published' && event.data.version.number === number;
  });
  const values: readonly (readonly [FigureName, number | undefined])[] = [
    [told.openness, 1],
    ['completeness', completeness],
    ['validity', validity],
    ['uniqueness', uniqueness],
    ['updated-in-time', told.update === 'current' || told.update === 'due' ? 1 : undefined],
    ['updated-late', told.update === 'overdue' ? 1 : undefined],
  ];
  return values.flatMap(([figure, value]) => {
    const event = figures[figure].dimension === 'quality' ? events[issued] : described;
    return value === undefined || !event ? [] : [factOf(event, told.agency, told.id, [figure, value])];
  });
}

function applicationFacts(events: readonly StoredEvent[], year: Year, terms: MatterTerms): Fact[] {
  const state = foldApplication(events);
  if (state.status === 'new') return [];
  const { 'application.signing': _applicants, ...clocks } = state.clocks;
  return [
    ...clockFacts(clocks, state.agency, events, year, terms),
    ...counted(events, year, state.agency, state.dataset, {
      signed: 'grants-signed',
      'use-reported': 'use-reports',
    }),
  ];
}

function voiceFacts(events: readonly StoredEvent[], year: Year, terms: MatterTerms): Fact[] {
  const state = foldVoice(events.map(readVoiceEvent));
  if (state.status === 'new') return [];
  const { kind, agency = terms.bureau, datasets, answer, earlier } = state;
  const about = datasets[0] ?? kind;
  const isOpened = kind === 'data-request' && answer?.outcome === 'opened';
  const isMended = kind === 'correction' && answer?.outcome === 'corrected';
  const shown = kind === 'reuse' && state.status === 'admitted';
  return [
    ...clockFacts({ 'complaint.answer': state.clock }, agency, events, year, { ...terms, earlier }),
    ...(isOpened
      ? counted(events, year, agency, about, { 'voice-answered': 'requests-opened' }).slice(-1)
      : []),
    ...(isMended ? counted(events, year, agency, about, { 'voice-answered': 'corrections-made' }) : []),
    ...(shown ? counted(events, year, agency, about, { 'voice-admitted': 'reuses-shown' }) : []),
  ];
}

function objectionFacts(events: readonly StoredEvent[], year: Year, terms: MatterTerms): Fact[] {
  const state = foldObjection(events);
  if (state.status === 'new') return [];
  const { provider, department, target, finding, clocks } = state;
  const isUpheld = finding !== undefined && finding.outcome !== 'not-corrected';
  return [
    ...objectionClocks.flatMap((clock) =>
      clockFacts({ [clock]: clocks[clock] }, againstWhom(clock, department, terms), events, year, terms),
    ),
    // Its end is the Bureau's own decision, or what it told of the department's.
    ...(isUpheld
      ? counted(events, year, provider, target.dataset, {
          decided: 'objections-upheld',
          concluded: 'objections-upheld',
        })
      : []),
  ];
}

const isIn = ({ from, until }: Year, at: string): boolean => !isBefore(at, from) && isBefore(at, until);

/** Events of the year of these types. */
function counted(
  events: readonly StoredEvent[],
  year: Year,
  agency: string,
  about: string,
  types: Readonly<Record<string, FigureName>>,
): Fact[] {
  return events.flatMap((event) => {
    const figure = types[event.type];
    return figure && isIn(year, event.at) ? [factOf(event, agency, about, [figure, 1])] : [];
  });
}

/** A clock counts in the year in which it was decided: met by the event that stopped it, missed by the one that set it going. */
function clockFacts(
  clocks: Partial<Readonly<Record<OfficeClock, readonly ClockEvent[]>>>,
  agency: string,
  events: readonly StoredEvent[],
  year: Year,
  terms: MatterTerms & { readonly earlier?: readonly EarlierOffice[] },
): Fact[] {
  return Object.entries(clocks).flatMap(([clock, ticks]) => {
    const run = clockRun(clock as OfficeClock, agency, ticks, terms);
    const settled = run && settledAt(run);
    if (!run || settled === undefined || !isIn(year, settled)) return [];
    const event = eventAt(events, run);
    if (!event) throw new Error(`no event of ${events[0]?.stream} stands behind its clock ${clock}`);
    const whose = whoseClock(settled, agency, terms.earlier ?? [], terms.bureau);
    return [factOf(event, whose, clock, [run.state === 'met' ? 'clocks-met' : 'clocks-missed', 1])];
  });
}

const eventAt = (events: readonly StoredEvent[], { state, startedAt, stoppedAt }: ClockRun) =>
  state === 'met' ? events.findLast(({ at }) => at === stoppedAt) : events.find(({ at }) => at === startedAt);

/** Downloads and queries are counted by counters, which have no events: their names stand in place of streams. */
async function countedFacts(
  { records, catalogue }: MonitoringDeps,
  ids: readonly string[],
  { year, until }: Year,
): Promise<Fact[]> {
  const owners = ids.map((id) => `dataset/${id}` as const);
  const uses = await readUse(records, owners, String(year));
  return owners.flatMap((owner, at) =>
    (['downloads', 'queries'] as const).flatMap((figure) => {
      const value = uses[at]?.[figure] ?? 0;
      const about = ids[at] ?? '';
      const agency = catalogue().entry(about)?.dataset.publisher;
      if (value === 0 || agency === undefined) return [];
      const stream = useCount(owner, String(year), figure);
      return [{ figure, agency, value, about, stream, sequence: 0, hash: '', at: until }];
    }),
  );
}
