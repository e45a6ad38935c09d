/** The one table of time limits, in working days: what the clocks run on and the guide shows. */

export const clocks = [
  'objection.mark',
  'objection.decide',
  'objection.forward',
  'objection.verify',
  'complaint.answer',
  'application.precheck',
  'application.review',
  'application.signing',
] as const;
export type ClockName = (typeof clocks)[number];

/** What sets a clock going. */
export type ClockStart =
  | 'objection-received'
  | 'objection-forwarded'
  | 'complaint-accepted'
  | 'application-submitted'
  | 'application-accepted'
  | 'application-approved';

export interface TimeLimit {
  readonly starts: ClockStart;
  /** Working days, the day of the event not counted. */
  readonly days: number;
  /** As `articlesOf` reads it; absent for what the platform promises: the Measures set no limit for applications. */
  readonly law?: string;
  /** By how many working days it may be extended, once, with a reason told to the applicant. */
  readonly extension?: number;
}

export const timeLimits: Readonly<Record<ClockName, TimeLimit>> = {
  'objection.mark': { starts: 'objection-received', days: 1, law: 'Art. 46' },
  'objection.decide': { starts: 'objection-received', days: 2, law: 'Art. 46(1)' },
  'objection.forward': { starts: 'objection-received', days: 2, law: 'Art. 46(2)' },
  'objection.verify': { starts: 'objection-forwarded', days: 5, law: 'Art. 46(2)' },
  'complaint.answer': { starts: 'complaint-accepted', days: 5, law: 'Art. 50' },
  'application.precheck': { starts: 'application-submitted', days: 5 },
  'application.review': { starts: 'application-accepted', days: 15, extension: 15 },
  // Six weeks: an organisation has time to have the agreement read and approved inside, and what was weighed for the
  // approval (data, security, need) has not changed much yet. Longer ones would stay open offers for years.
  'application.signing': { starts: 'application-approved', days: 30 },
};

/** So many working days before the time to sign ends, whoever has to sign is told once more. */
export const signingWarning = 5;

/** Statutory where an article sets the limit; never say so of a promise. */
export const limitKind = ({ law }: TimeLimit): 'statutory' | 'promise' => (law ? 'statutory' : 'promise');
