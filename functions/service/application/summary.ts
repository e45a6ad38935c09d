/** What lists tell of an application: kept in its index rows, so that a list is one query. */
import { type } from 'arktype';
import type { ClockTerms } from '../../domain/application-clocks.ts';
import { type Application, applicationStatuses, type Decision } from '../../domain/application-state.ts';
import { reportDueOf } from '../../domain/application-time.ts';
import { dayInChina } from '../../domain/china-time.ts';
import { once } from '../../domain/once.ts';
import { workingDaysAfter } from '../../domain/working-days.ts';
import type { JsonObject } from '../ports.ts';

const summary = once(() =>
  type({
    id: 'string',
    status: type.enumerated(...applicationStatuses),
    dataset: 'string',
    agency: 'string',
    party: 'object',
    rounds: 'number',
    'submittedAt?': 'string',
    latest: { type: 'string', at: 'string' },
    clocks: 'object',
    opinionsAsked: 'string[]',
    nudges: 'number',
    escalations: 'number',
    'decision?': { decision: 'string', at: 'string', workingDays: 'number' },
    'grant?': { fields: 'string[]', purpose: 'string' },
    'term?': { from: 'string', until: 'string' },
    'reportDue?': 'string',
    'renews?': 'string',
  }),
);

export type Summary = Pick<
  Application,
  'status' | 'dataset' | 'agency' | 'party' | 'clocks' | 'term' | 'renews'
> & {
  readonly id: string;
  /** How often it was submitted. */
  readonly rounds: number;
  /** First. */
  readonly submittedAt?: string;
  readonly latest: { readonly type: string; readonly at: string };
  /** Agencies whose opinion is still awaited. */
  readonly opinionsAsked: readonly string[];
  readonly nudges: number;
  readonly escalations: number;
  /** The approval or the rejection; `workingDays` since the first submission. */
  readonly decision?: { readonly decision: string; readonly at: string; readonly workingDays: number };
  readonly grant?: { readonly fields: readonly string[]; readonly purpose: string };
  /** The day by which the next report of use is due. */
  readonly reportDue?: string;
};

export function summaryOf(id: string, state: Application, terms: ClockTerms): Summary {
  const { status, dataset, agency, party, rounds, clocks, decision, grant, term, renews, latest } = state;
  const [first] = rounds;
  const reportDue = reportDueOf(state);
  return {
    id,
    status,
    dataset,
    agency,
    party,
    rounds: rounds.length,
    ...(first && { submittedAt: first.submittedAt }),
    latest: { type: latest.type, at: latest.at },
    clocks,
    opinionsAsked: state.opinions.filter(({ given }) => !given).map((opinion) => opinion.agency),
    nudges: state.nudges.length,
    escalations: state.escalations.length,
    ...(decision && { decision: decided(state, decision, terms) }),
    ...(grant && { grant: { fields: grant.fields, purpose: grant.purpose } }),
    ...(term && { term }),
    ...(reportDue !== undefined && { reportDue }),
    ...(renews !== undefined && { renews }),
  };
}

function decided({ rounds: [first] }: Application, { decision, at }: Decision, terms: ClockTerms) {
  const from = dayInChina(first?.submittedAt ?? at);
  return { decision, at, workingDays: workingDaysAfter(terms.calendar, from, dayInChina(at), terms.region) };
}

/** Reads a row's value. Throws when it is no summary: the index is to be rebuilt. */
export function readSummary(value: JsonObject): Summary {
  return summary().assert(value) as Summary;
}
