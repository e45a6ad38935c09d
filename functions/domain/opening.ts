/**
 * What the open list tells of a conditional dataset (Art. 28, 29): applications and decisions in numbers, and who holds
 * grants. Names organisations, never natural persons, and nothing of what is pending but its count.
 */
import { dayInChina } from './china-time.ts';
import type { GrantTerm } from './grant.ts';
import { isPublic } from './is-public.ts';
import type { Party } from './party.ts';
import { classify } from './privacy.ts';
import type { CatalogueEntry } from './version.ts';

export interface OpenGrant {
  /** The number of the decision that gave it. */
  readonly decision: string;
  /** Name and credit code; absent for a natural person, whose name is nobody's business. */
  readonly organisation?: string;
  readonly creditCode?: string;
  /** Absent where it holds personal data. */
  readonly purpose?: string;
  readonly fields: readonly string[];
  /** ISO 8601 instants, UTC; `until` is the first at which it has no effect. */
  readonly from: string;
  readonly until: string;
}

export interface Opening {
  /** Submitted, whatever came of them. */
  readonly applications: number;
  readonly approved: number;
  readonly rejected: number;
  /** Of the approvals, those that nobody signed in time. */
  readonly lapsed: number;
  /** Of the approvals, those that were taken back. */
  readonly revoked: number;
  /** From the first submission to the decision, corrections included; null before the first decision. */
  readonly meanWorkingDays: number | null;
  /** Those with effect, the newest first. */
  readonly grants: readonly OpenGrant[];
}

/** Of a dataset for which nobody has applied. */
export const noOpening: Opening = {
  applications: 0,
  approved: 0,
  rejected: 0,
  lapsed: 0,
  revoked: 0,
  meanWorkingDays: null,
  grants: [],
};

/** Whether the open list tells of applications for this entry: it takes some. */
export const hasOpening = (entry: CatalogueEntry): boolean =>
  entry.status === 'published' && entry.dataset.openness.class === 'conditional' && isPublic(entry);

/** As much of a submitted application as the figures are made from. */
export interface Applied {
  readonly status: string;
  readonly party: Party;
  /** `workingDays` since the first submission. */
  readonly decision?: { readonly decision: string; readonly workingDays: number };
  readonly grant?: { readonly fields: readonly string[]; readonly purpose: string };
  readonly term?: GrantTerm;
}

/** The figures of all submitted applications for one dataset. The same applications give the same figures at any time. */
export function openingOf(applications: readonly Applied[]): Opening {
  const decided = applications.flatMap(({ decision, grant }) => (decision ? [{ ...decision, grant }] : []));
  const approved = decided.filter(({ grant }) => grant).length;
  const count = (wanted: string): number => applications.filter(({ status }) => status === wanted).length;
  const days = decided.reduce((sum, { workingDays }) => sum + workingDays, 0);
  return {
    applications: applications.length,
    approved,
    rejected: decided.length - approved,
    lapsed: count('lapsed'),
    revoked: count('revoked'),
    meanWorkingDays: decided.length === 0 ? null : Math.round((days / decided.length) * 10) / 10,
    grants: applications.flatMap(openGrant).toSorted(newestFirst),
  };
}

/** The grants that still have effect at `now`: a term may have run out since the figures were made. */
export function grantsAt({ grants }: Opening, now: string): readonly OpenGrant[] {
  return grants.filter(({ until }) => Date.parse(until) > Date.parse(now));
}

/** First and last day of a grant in China: it ends with its last day, at 24:00. */
export function termOf({ from, until }: GrantTerm): { readonly first: string; readonly last: string } {
  const lastMoment = new Date(Date.parse(until) - 1).toISOString();
  return { first: dayInChina(from), last: dayInChina(lastMoment) };
}

function openGrant({ status, party, decision, grant, term }: Applied): OpenGrant[] {
  if (status !== 'active' || !decision || !grant || !term) return [];
  const purpose = publicPurpose(grant.purpose, party, dayInChina(term.from));
  return [
    {
      decision: decision.decision,
      ...(party.kind === 'organisation' && { organisation: party.name, creditCode: party.creditCode }),
      ...(purpose !== undefined && { purpose }),
      fields: grant.fields,
      from: term.from,
      until: term.until,
    },
  ];
}

/** The purpose as it was approved, unless it names the person or holds what the privacy gate looks for (Art. 45). */
function publicPurpose(purpose: string, party: Party, today: string): string | undefined {
  if (party.kind === 'person' && purpose.includes(party.name)) return undefined;
  const found = classify(purpose, { name: 'purpose', title: '用途' }, { today, officeContacts: new Set() });
  return found.length > 0 ? undefined : purpose;
}

const newestFirst = (one: OpenGrant, other: OpenGrant): number =>
  Date.parse(other.from) - Date.parse(one.from) || (one.decision < other.decision ? -1 : 1);
