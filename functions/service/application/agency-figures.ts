/** Each agency in numbers, for those who oversee all of them (Art. 5): counted from every application, not from a page. */
import type { Actor } from '../../domain/actor.ts';
import { isReportOverdue } from '../../domain/application-time.ts';
import { allRows } from '../all-rows.ts';
import { clockTerms } from './circumstances.ts';
import { isLate } from './clock-view.ts';
import type { ApplicationDeps } from './contract.ts';
import { applicationIndexes as indexes } from './index-rows.ts';
import { isOverseer } from './lists.ts';
import { type Names, namedAgency } from './names.ts';
import { readSummary, type Summary } from './summary.ts';

export interface AgencyFigures {
  readonly agency: Names['agency'];
  /** Submitted, whatever came of them. */
  readonly submitted: number;
  /** Of these, waiting for the agency. */
  readonly open: number;
  /** Of these, past their date. */
  readonly overdue: number;
  readonly escalated: number;
  /** Approved or rejected. */
  readonly decided: number;
  /** Working days from the first submission to the decision; null before the first decision. */
  readonly meanWorkingDays: number | null;
  /** Grants that have effect. */
  readonly active: number;
  /** Whose report of use is overdue (Art. 30). */
  readonly reportsOverdue: number;
}

/** Most overdue first; undefined for whoever does not oversee. Reads every submitted application once. */
export async function agencyFigures(
  deps: ApplicationDeps,
  actor: Actor,
): Promise<readonly AgencyFigures[] | undefined> {
  if (!isOverseer(actor)) return undefined;
  const rows = await allRows(deps.records, indexes.all, 'all');
  const byAgency = Map.groupBy(
    rows.map(({ value }) => readSummary(value)),
    ({ agency }) => agency,
  );
  const figures = await Promise.all([...byAgency].map(([id, all]) => figuresOf(deps, id, all)));
  return figures.sort(
    (one, other) =>
      other.overdue - one.overdue || other.open - one.open || (one.agency.id < other.agency.id ? -1 : 1),
  );
}

async function figuresOf(deps: ApplicationDeps, id: string, all: readonly Summary[]): Promise<AgencyFigures> {
  const now = deps.now().toISOString();
  const terms = await clockTerms(deps, id);
  const count = (test: (each: Summary) => boolean): number => all.filter(test).length;
  const decisions = all.flatMap(({ decision }) => decision ?? []);
  const days = decisions.reduce((sum, { workingDays }) => sum + workingDays, 0);
  return {
    agency: namedAgency(deps.catalogue(), id),
    submitted: all.length,
    open: count(({ status }) => status === 'submitted' || status === 'accepted'),
    overdue: count((each) => isLate(each, terms, now)),
    escalated: count(({ escalations }) => escalations > 0),
    decided: decisions.length,
    meanWorkingDays: decisions.length === 0 ? null : Math.round((days / decisions.length) * 10) / 10,
    active: count(({ status }) => status === 'active'),
    reportsOverdue: count(({ reportDue }) => isReportOverdue(reportDue, now)),
  };
}
