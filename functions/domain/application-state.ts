/** What the events of one application amount to. */
import type { ItemRemark, Person, QualifiedSignature, UseReport } from './application-command.ts';
import type { ApplicationForm, DraftForm } from './application-form.ts';
import type { ClockEvent } from './deadline.ts';
import type { Grant, GrantTerm } from './grant.ts';
import type { Guide } from './guide.ts';
import type { Party } from './party.ts';
import type { ClockName } from './time-limits.ts';

export const applicationStatuses = [
  'new',
  'draft',
  'submitted',
  'returned',
  'accepted',
  'approved',
  'lapsed',
  'active',
  'expired',
  'revoked',
  'closed',
  'rejected',
  'withdrawn',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];
export type ApplicationClock = Extract<ClockName, `application.${string}`>;

/** One submission and what came of it. */
export interface Round {
  readonly submittedAt: string;
  readonly form: ApplicationForm;
  readonly explanations: readonly ItemRemark[];
  readonly returned?: { readonly at: string; readonly corrections: readonly ItemRemark[] };
}

export interface Opinion {
  readonly agency: string;
  readonly question: string;
  readonly askedAt: string;
  readonly given?: { readonly at: string; readonly stance: string; readonly opinion: string };
}

/** A numbered decision with its grounds. */
export interface Decision {
  readonly decision: string;
  /** sha256 of the frozen text of the decision document. */
  readonly document?: string;
  readonly at: string;
  /** The id of whoever decided. */
  readonly by: string;
  readonly reason: string;
  readonly legalBasis: string;
}

export interface Signature {
  readonly by: string;
  readonly at: string;
  readonly name: string;
  readonly textHash: string;
  readonly session: string;
  readonly qualified?: QualifiedSignature;
}

/** No clock has started. */
export const noClocks: Readonly<Record<ApplicationClock, readonly ClockEvent[]>> = {
  'application.precheck': [],
  'application.review': [],
  'application.signing': [],
};

/** A call for a late decision, by the applicant or the supervisor. */
export interface Reminder {
  readonly clock: ApplicationClock;
  readonly at: string;
  readonly note?: string;
}

export interface Application {
  readonly status: Exclude<ApplicationStatus, 'new'>;
  readonly dataset: string;
  readonly agency: string;
  readonly party: Party;
  readonly people: readonly Person[];
  /** Of `people`, the addresses that each gave for themselves: nobody is written to because somebody else says so. */
  readonly ownEmails: readonly { readonly id: string; readonly email: string }[];
  readonly renews?: string;
  /** The working copy; nobody but the applicant sees it. */
  readonly draft?: DraftForm;
  /** When it was written or submitted last, by whom, and how often until then: what a change is based on. */
  readonly written?: { readonly revision: number; readonly at: string; readonly by: string };
  /** Oldest first; empty while nothing was submitted. */
  readonly rounds: readonly Round[];
  /** As it stood at the first submission: what everything later is measured by (Art. 34). */
  readonly guide?: Guide;
  readonly opinions: readonly Opinion[];
  readonly extension?: { readonly at: string; readonly days: number; readonly reason: string };
  readonly clocks: Readonly<Record<ApplicationClock, readonly ClockEvent[]>>;
  readonly nudges: readonly Reminder[];
  readonly escalations: readonly Reminder[];
  /** The approval or the rejection. */
  readonly decision?: Decision;
  readonly grant?: Grant;
  /** sha256 of the agreement that is to be signed. */
  readonly agreement?: string;
  readonly signature?: Signature;
  readonly term?: GrantTerm;
  readonly revocation?: Decision;
  /** Given up by the holder, withdrawn before, or not signed in time. */
  readonly ended?: { readonly at: string; readonly reason?: string };
  /** Applications begun to renew this one: drafts at first, and like those the applicant's own. */
  readonly renewals: readonly string[];
  readonly reports: readonly (UseReport & { readonly at: string })[];
  /** When it was told that the time to sign is nearly over. */
  readonly signingReminded?: string;
  /** The due days of reports that it was told were overdue: each is told once. */
  readonly reportsReminded: readonly string[];
  /** Once it was submitted, of what everybody who may read it is told. */
  readonly latest: { readonly type: string; readonly at: string; readonly actor: string };
}

/** `new` until its first event. */
export type ApplicationState = { readonly status: 'new' } | Application;
export const noApplication: ApplicationState = { status: 'new' };

/** What the agency has before it; undefined while nothing was submitted. */
export const submittedForm = ({ rounds }: Application): ApplicationForm | undefined => rounds.at(-1)?.form;

/** The clock that runs, or stands, in this status. */
export const clockOfStatus: Partial<Readonly<Record<ApplicationStatus, ApplicationClock>>> = {
  submitted: 'application.precheck',
  returned: 'application.precheck',
  accepted: 'application.review',
  approved: 'application.signing',
};
