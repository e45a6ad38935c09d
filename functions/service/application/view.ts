/** One application as somebody who has a part in it reads it: its parts, clocks, history, and what can be done now. */
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationCommandType } from '../../domain/application-command.ts';
import { ownEvents } from '../../domain/application-evolve.ts';
import { type Capacity, capacitiesOf, commandsFor, visibleTo } from '../../domain/application-permissions.ts';
import { changedItems } from '../../domain/application-rounds.ts';
import type { Application } from '../../domain/application-state.ts';
import { guideInForce, settledItems } from '../../domain/application-submission.ts';
import { isReportOverdue, reportDueOf } from '../../domain/application-time.ts';
import type { Guide, GuideItemId } from '../../domain/guide.ts';
import { exportStream } from '../audit.ts';
import { applicationActor } from './acting.ts';
import { clockTerms, publishedGuide } from './circumstances.ts';
import { type ClockView, clockViews, isLate } from './clock-view.ts';
import type { ApplicationDeps } from './contract.ts';
import { type DocumentName, documentsOf } from './documents.ts';
import { type HistoryEntry, historyOf } from './history.ts';
import { type Names, named } from './names.ts';
import { applicationStream, loadApplication } from './stream.ts';

export interface ApplicationView {
  readonly id: string;
  /** When this was answered, by the clock of the platform: what counts by day is counted from here. */
  readonly asOf: string;
  /** Dataset and agency by name. */
  readonly names: Names;
  readonly application: Omit<Application, 'clocks'>;
  readonly clocks: readonly ClockView[];
  readonly overdue: boolean;
  /** The guide that the form follows; absent for a draft of a dataset that takes no applications any more. */
  readonly guide?: Guide;
  /** For each submission, the items that are answered otherwise than in the one before. */
  readonly changed: readonly (readonly GuideItemId[])[];
  /** Items that cannot be a ground for another return (Art. 34). */
  readonly settled: readonly GuideItemId[];
  /** What the reader is to this application. */
  readonly capacities: readonly Capacity[];
  /** What the reader may command at this stage. */
  readonly commands: readonly ApplicationCommandType[];
  readonly documents: readonly DocumentName[];
  /** The day by which the next report of use is due. */
  readonly reportDue?: string;
  readonly reportOverdue: boolean;
  readonly history: readonly HistoryEntry[];
}

/** The application as `actor` may read it; undefined for whoever has no part in it, as for what does not exist. */
export async function readApplication(
  deps: ApplicationDeps,
  id: string,
  actor: Actor,
): Promise<ApplicationView | undefined> {
  const { state, events } = await loadApplication(deps.records, id);
  const who = applicationActor(actor);
  const visible = visibleTo(who, state);
  if (!visible) return undefined;
  const now = deps.now().toISOString();
  const terms = await clockTerms(deps, visible.agency);
  const { clocks: _ticks, ...application } = visible;
  const current = publishedGuide(deps.catalogue(), visible.dataset, deps.promises);
  const guide = current ? guideInForce(visible, current) : visible.guide;
  const reportDue = reportDueOf(visible);
  const isOwn = visible === state;
  const told = events.filter(({ type }) => isOwn || !ownEvents.has(type));
  const own = isOwn ? undefined : actor.agency;
  return {
    id,
    asOf: now,
    names: named(deps.catalogue(), visible),
    application,
    clocks: clockViews(visible, terms, now),
    overdue: isLate(visible, terms, now),
    ...(guide && { guide }),
    changed: changedItems(visible),
    settled: settledItems(visible),
    capacities: capacitiesOf(who, state),
    commands: commandsFor(who, state),
    documents: documentsOf(visible),
    ...(reportDue !== undefined && { reportDue }),
    reportOverdue: isReportOverdue(reportDue, now),
    history: await historyOf({ records: deps.records, catalogue: deps.catalogue(), own }, told),
  };
}

/** All of an applicant's own record as JSON Lines, hash-chained; undefined for everybody else. */
export async function exportRecord(
  { records }: ApplicationDeps,
  id: string,
  actor: Actor,
): Promise<AsyncGenerator<string> | undefined> {
  const { state } = await loadApplication(records, id);
  const isOwn = state.status !== 'new' && visibleTo(applicationActor(actor), state) === state;
  return isOwn ? exportStream(records, applicationStream(id)) : undefined;
}
