/** What an approval gives: the terms an agency decides on, frozen with the decision and compiled into what is enforced. */
import { type } from 'arktype';
import { accessKinds } from './application-form.ts';
import { addMonths } from './calendar-date.ts';
import { dayInChina, endOfDayInChina, isBefore } from './china-time.ts';
import { once } from './once.ts';
import type { Party } from './party.ts';
import { rowOperators } from './row-operators.ts';

const rowCondition = once(() =>
  type({
    '+': 'reject',
    field: '1 <= string <= 63',
    operator: type.enumerated(...rowOperators),
    /** None for `isnull` and `isnotnull`, any number for `in` and `notin`, else one. */
    values: type('string <= 1000').array().atMostLength(1000),
  }),
);

export const grantTerms = once(() =>
  type({
    '+': 'reject',
    /** The only columns that exist for the holder; empty for data without columns. */
    fields: type('1 <= string <= 63').array().atMostLength(2000),
    /** All hold, whatever is asked. */
    rows: rowCondition().array().atMostLength(50),
    access: type
      .enumerated(...accessKinds)
      .array()
      .atLeastLength(1)
      .atMostLength(accessKinds.length),
    /** Requests, by calendar day and month in China. */
    quota: {
      '+': 'reject',
      perDay: '1 <= number.integer <= 1000000',
      perMonth: '1 <= number.integer <= 31000000',
    },
    /** At most so many requests in so many seconds. */
    rate: { '+': 'reject', requests: '1 <= number.integer <= 10000', seconds: '1 <= number.integer <= 3600' },
    purpose: '4 <= string <= 2000',
    /** From the day of the signature; 24 at most. */
    months: '1 <= number.integer <= 24',
    /** How often the holder reports use and outcome. */
    'reportEveryMonths?': '1 <= number.integer <= 24',
  }),
);
export type GrantTerms = ReturnType<typeof grantTerms>['infer'];
export type RowCondition = ReturnType<typeof rowCondition>['infer'];

/** The frozen grant document. */
export interface Grant extends GrantTerms {
  /** Of the decision. */
  readonly decision: string;
  readonly dataset: string;
  /** The agency that gives it. */
  readonly agency: string;
  readonly party: Party;
}

/** When a grant has effect: from an instant until, not including, another; ISO 8601, UTC. */
export interface GrantTerm {
  readonly from: string;
  readonly until: string;
}

/** As much of an application as a grant's effect depends on. */
interface Granted {
  readonly status: string;
  readonly grant?: Grant;
  readonly term?: GrantTerm;
}

/** The grant as it is to be enforced at `now`; undefined when there is none, or it is revoked, closed or run out. */
export function effectiveGrant(
  { status, grant, term }: Granted,
  now: string,
): (Grant & GrantTerm) | undefined {
  if (status !== 'active' || !grant || !term || !isBefore(now, term.until)) return undefined;
  return { ...grant, ...term };
}

/** A term in months from the signature ends with the corresponding day (民法典 202), at 24:00 in China. */
export function termFrom(signedAt: string, months: number): GrantTerm {
  return { from: signedAt, until: endOfDayInChina(addMonths(dayInChina(signedAt), months)) };
}

/**
 * The day by which the next report of use is due: so long after the last day that was reported on, or after the
 * signature, at the latest with the end of the term; undefined when none is due. A report of one day puts nothing off.
 * A grant that ended early, on the day `endedOn`, is reported on up to then, by the day by which it would have been.
 */
export function nextReportDue(
  { reportEveryMonths, months }: GrantTerms,
  { from }: GrantTerm,
  reports: readonly { readonly to: string }[],
  endedOn?: string,
): string | undefined {
  if (reportEveryMonths === undefined) return undefined;
  const signed = dayInChina(from);
  const end = addMonths(signed, months);
  const told = reports
    .map(({ to }) => to)
    .toSorted()
    .at(-1);
  const reportedTo = told ?? signed;
  const isToldToItsEnd = told !== undefined && endedOn !== undefined && told >= endedOn;
  if (reportedTo >= end || isToldToItsEnd) return undefined;
  return [addMonths(reportedTo, reportEveryMonths), end].toSorted()[0];
}
