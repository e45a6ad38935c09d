/**
 * What the platform does by the clock. The timers of one machine (`local/schedule.ts`) and the schedules of EventBridge
 * (`infrastructure/schedules.ts`) are made from this table; a job joins with a row here and a function of its name where
 * it is done. Every job may be done twice, or by two at once, and comes to the same; after downtime it catches up with
 * its next call. `day` is asked for more often, and done once (`service/daily.ts`).
 */
const seconds = 1_000;
const minutes = 60 * seconds;

/** How often each is called: on one machine in milliseconds, and in the cloud as EventBridge writes it. */
export const rhythms = {
  moment: { everyMs: 3 * seconds, rate: 'rate(1 minute)' },
  minute: { everyMs: minutes, rate: 'rate(1 minute)' },
  hour: { everyMs: 60 * minutes, rate: 'rate(1 hour)' },
  day: { everyMs: minutes, rate: 'rate(1 hour)' },
} as const;

interface Job {
  /** The function of the cloud that does it. */
  readonly by: 'schedule' | 'publication' | 'render';
  readonly every: keyof typeof rhythms;
  readonly does: string;
  /** Where nobody else does it; without it, in both. */
  readonly only?: 'machine' | 'cloud';
}

export const timetable = {
  mail: { by: 'schedule', every: 'moment', does: 'sends mail that waits' },
  webhooks: { by: 'schedule', every: 'moment', does: 'sends webhooks that wait' },
  subscriptions: {
    by: 'schedule',
    every: 'minute',
    does: 'tells subscribers what is new in the public catalogue; counts favourites once a day',
  },
  timekeeping: {
    by: 'schedule',
    every: 'minute',
    does: 'ends of grants, lapses, reminders to sign and to report; clocks of objections; what was kept long enough is removed',
  },
  reminders: {
    by: 'schedule',
    every: 'day',
    does: 'tells agencies what is due soon or overdue, data by its update cycle included; and holders of keys that end',
  },
  log: {
    by: 'schedule',
    every: 'minute',
    does: 'the public log: what was published, and each day all records',
  },
  openings: { by: 'publication', every: 'minute', does: 'figures of conditional opening, in the catalogue' },
  'own-datasets': { by: 'publication', every: 'day', does: 'publishes what the platform tells of itself' },
  use: {
    by: 'schedule',
    every: 'hour',
    does: 'counts downloads and queries from CloudFront’s log, and removes it',
    only: 'cloud', // one machine counts beside its answers
  },
  pages: {
    by: 'render',
    every: 'minute',
    does: 'pages of a new day, and what a call before did not finish',
    only: 'cloud', // on one machine the portal follows by itself
  },
  uploads: {
    by: 'publication',
    every: 'hour',
    does: 'removes uploads that nobody published',
    only: 'machine', // in the cloud the bucket does it
  },
} as const satisfies Record<string, Job>;

type Timetable = typeof timetable;
export type JobName = keyof Timetable;
type Where<Condition> = { [Name in JobName]: Timetable[Name] extends Condition ? Name : never }[JobName];

/** The jobs of a function of the cloud. */
export type JobsBy<By extends Job['by']> = Exclude<Where<{ by: By }>, Where<{ only: 'machine' }>>;

/** The jobs of one machine. */
export type JobsOfMachine = Exclude<JobName, Where<{ only: 'cloud' }>>;

/** The rows that hold in a place. */
export const jobsIn = (place: 'machine' | 'cloud'): readonly (readonly [JobName, Job])[] =>
  (Object.entries(timetable) as [JobName, Job][]).filter(([, { only = place }]) => only === place);
