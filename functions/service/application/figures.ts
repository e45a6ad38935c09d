/** What the open list tells of a conditional dataset in numbers: applications, decisions, time taken, and who holds grants. */
import { dayInChina } from '../../domain/china-time.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import { clockTerms } from './circumstances.ts';
import type { ApplicationDeps } from './contract.ts';
import { applicationIndexes } from './index-rows.ts';
import { readSummary, type Summary } from './summary.ts';

export interface ActiveGrant {
  /** Absent for a natural person, whose name is nobody's business. */
  readonly organisation?: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly from: string;
  readonly until: string;
}

export interface ApplicationFigures {
  readonly dataset: string;
  /** Submitted, whatever came of it. */
  readonly applications: number;
  readonly approved: number;
  readonly rejected: number;
  /** Working days from the first submission to the decision, corrections included; null before the first decision. */
  readonly meanWorkingDays: number | null;
  readonly grants: readonly ActiveGrant[];
}

/** Public: names no person and no pending application. */
export async function applicationFigures(
  deps: ApplicationDeps,
  dataset: string,
): Promise<ApplicationFigures> {
  const all = await summaries(deps, dataset);
  const decided = all.filter(({ decision }) => decision);
  const approved = decided.filter(({ grant }) => grant);
  const agency = all[0]?.agency ?? deps.catalogue().entry(dataset)?.dataset.publisher ?? '';
  const { calendar, region } = await clockTerms(deps, agency);
  const days = decided.map(({ submittedAt, decision }) =>
    workingDaysAfter(calendar, dayInChina(submittedAt ?? ''), dayInChina(decision?.at ?? ''), region),
  );
  return {
    dataset,
    applications: all.length,
    approved: approved.length,
    rejected: decided.length - approved.length,
    meanWorkingDays: days.length === 0 ? null : days.reduce((sum, each) => sum + each, 0) / days.length,
    grants: approved.flatMap((each) => activeGrant(each, deps.now().toISOString())),
  };
}

function activeGrant({ status, party, grant, term }: Summary, now: string): ActiveGrant[] {
  if (status !== 'active' || !grant || !term || term.until <= now) return [];
  const { purpose, fields } = grant;
  return [{ ...(party.kind === 'organisation' && { organisation: party.name }), purpose, fields, ...term }];
}

async function summaries({ records }: ApplicationDeps, dataset: string): Promise<readonly Summary[]> {
  const found: Summary[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.query(applicationIndexes.dataset, dataset, {
      limit: 1000,
      ...(cursor && { cursor }),
    });
    found.push(...page.rows.map(({ value }) => readSummary(value)));
    cursor = page.cursor;
  } while (cursor);
  return found;
}
