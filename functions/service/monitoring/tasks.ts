/** What waits for an office, the first due first: applications, what people said, reports of use, and updates (Art. 22). */
import type { Actor } from '../../domain/actor.ts';
import { endOfDayInChina } from '../../domain/china-time.ts';
import { byDueDate } from '../../domain/clock-run.ts';
import type { DatasetFigures, MatterKind } from '../../domain/monitoring.ts';
import { allRows } from '../all-rows.ts';
import { applicationIndexes } from '../application/index-rows.ts';
import { readSummary } from '../application/summary.ts';
import { listQuarantines } from '../publication/quarantines.ts';
import { type MonitoringDeps, mattersOf } from './matters.ts';

export interface Task {
  /**
   * `report`: a report of use that is overdue (Art. 30); `update`: a dataset that is due again; `quarantine`: data that is
   * offline until another version is published, or two people release it (Art. 43, 45).
   */
  readonly kind: MatterKind | 'report' | 'update' | 'quarantine';
  /** Of the matter, or of the dataset. */
  readonly id: string;
  readonly agency: string;
  readonly dataset: {
    readonly id: string;
    readonly title: string | null;
    readonly titleEn: string | null;
  } | null;
  /** The last day, in China; null where no time is set. */
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  /** Address of its page, below the portal. */
  readonly page: string;
}

export type TaskList =
  | {
      readonly outcome: 'list';
      readonly tasks: readonly Task[];
      readonly total: number;
      readonly overdue: number;
    }
  /** The actor has no office. */
  | { readonly outcome: 'not-permitted' };

export interface TaskRequest {
  readonly actor: Actor;
  readonly agency?: string;
  /** The first so many are told. */
  readonly limit: number;
}

/**
 * Of the agency acted for; of all, or of one that is named, for those who oversee. Applications are read by reviewers, not by
 * those who only publish.
 */
export async function listTasks(
  deps: MonitoringDeps,
  { actor, agency, limit }: TaskRequest,
  datasets: () => readonly DatasetFigures[],
): Promise<TaskList> {
  const isOfficial = actor.roles.includes('reviewer') || actor.roles.includes('publisher');
  const isOverseer = actor.roles.includes('supervisor') || actor.roles.includes('auditor');
  const own = isOverseer ? agency : isOfficial ? actor.agency : undefined;
  const isElsewhere = !isOverseer && agency !== undefined && agency !== own;
  if (isElsewhere || (!isOverseer && own === undefined)) return { outcome: 'not-permitted' };
  const desk = isOverseer ? 'supervise' : 'desk';
  const found = await Promise.all([
    matterTasks(deps, own, desk),
    reportTasks(deps, own, desk),
    quarantineTasks(deps, actor),
  ]);
  const seesApplications = isOverseer || actor.roles.includes('reviewer');
  const tasks = [...found.flat(), ...datasets().flatMap(updateTask)]
    .filter(({ kind }) => seesApplications || (kind !== 'application' && kind !== 'report'))
    .filter((task) => own === undefined || task.agency === own)
    .sort((one, other) => byDueDate(ends(one), ends(other)) || (one.id < other.id ? -1 : 1));
  return {
    outcome: 'list',
    tasks: tasks.slice(0, limit).map((task) => ({ ...task, dataset: named(deps, task.dataset) })),
    total: tasks.length,
    overdue: tasks.filter(({ overdue }) => overdue).length,
  };
}

/** As it is found: which dataset is not looked up yet. */
type Found = Omit<Task, 'dataset'> & { readonly dataset: string | null };

function named({ catalogue }: MonitoringDeps, id: string | null): Task['dataset'] {
  if (id === null) return null;
  const { title, titleEn } = catalogue().entry(id)?.dataset ?? {};
  return { id, title: title ?? null, titleEn: titleEn ?? null };
}

const ends = ({ dueAt }: Found) => (dueAt === null ? {} : { dueAt });

/** With its clock: of an objection, which has several, the one that runs against the office for which it waits. */
async function matterTasks(deps: MonitoringDeps, own: string | undefined, desk: string): Promise<Found[]> {
  const matters = await mattersOf(deps, own);
  return matters
    .filter(({ isOpen }) => isOpen)
    .map(({ kind, id, agency: has, waitsFor: agency = has, datasets, runs }) => {
      const run = runs
        .filter((each) => each.stoppedAt === undefined && (kind !== 'objection' || each.agency === agency))
        .toSorted(byDueDate)[0];
      return {
        ...{ kind, id },
        agency,
        dataset: datasets[0] ?? null,
        dueOn: run?.dueOn ?? null,
        dueAt: run?.dueAt ?? null,
        overdue: run?.overdue ?? false,
        page: pageOf(kind, id, desk),
      };
    });
}

function pageOf(kind: MatterKind, id: string, desk: string): string {
  if (kind === 'application') return `/${desk}/?application=${id}`;
  return kind === 'objection' ? `/objections/?id=${id}` : `/voices/?id=${id}`;
}

async function reportTasks(
  { records, now }: MonitoringDeps,
  own: string | undefined,
  desk: string,
): Promise<Found[]> {
  // What ends now is late already.
  const to = `${now().toISOString()}0`;
  const rows = await allRows(records, applicationIndexes.reports, own ?? 'all', { to });
  return rows.map(({ value }) => {
    const { id, agency, dataset, reportDue = '' } = readSummary(value);
    const page = `/${desk}/?application=${id}`;
    return {
      kind: 'report',
      ...{ id, agency, dataset },
      dueOn: reportDue,
      dueAt: endOfDayInChina(reportDue),
      overdue: true,
      page,
    };
  });
}

/** What the provider has to mend, or the Bureau to decide on. */
async function quarantineTasks(deps: MonitoringDeps, actor: Actor): Promise<Found[]> {
  const bureau = deps
    .catalogue()
    .agencies()
    .find(({ kind }) => kind === 'bureau')?.id;
  const listed = await listQuarantines(deps, { actor });
  return listed.map(({ dataset: { id }, agency, quarantine, release }) => ({
    kind: 'quarantine',
    id,
    agency: release && quarantine === 'bureau' ? (bureau ?? agency) : agency,
    dataset: id,
    dueOn: null,
    dueAt: null,
    overdue: false,
    page: `/quarantine/?dataset=${id}`,
  }));
}

function updateTask({ id, agency, update, dueOn }: DatasetFigures): Found[] {
  if (dueOn === null || (update !== 'due' && update !== 'overdue')) return [];
  const dueAt = endOfDayInChina(dueOn);
  const page = `/datasets/${id}/`;
  return [{ kind: 'update', id, agency, dataset: id, dueOn, dueAt, overdue: update === 'overdue', page }];
}
