/** The one table of time limits, in working days: what the clocks run on and the guide shows. */

export const clocks = [
  'objection.mark',
  'objection.decide',
  'objection.forward',
  'objection.verify',
  'complaint.answer',
  'application.precheck',
  'application.review',
] as const;
export type ClockName = (typeof clocks)[number];

export interface TimeLimit {
  /** Working days, the day of the event not counted. */
  readonly days: number;
  /** As `articlesOf` reads it; absent for what the platform promises: the Measures set no limit for applications. */
  readonly law?: string;
  /** By how many working days it may be extended, once, with a reason told to the applicant. */
  readonly extension?: number;
}

export const timeLimits: Readonly<Record<ClockName, TimeLimit>> = {
  'objection.mark': { days: 1, law: 'Art. 46' },
  'objection.decide': { days: 2, law: 'Art. 46(1)' },
  'objection.forward': { days: 2, law: 'Art. 46(2)' },
  'objection.verify': { days: 5, law: 'Art. 46(2)' },
  'complaint.answer': { days: 5, law: 'Art. 50' },
  'application.precheck': { days: 5 },
  'application.review': { days: 15, extension: 15 },
};
