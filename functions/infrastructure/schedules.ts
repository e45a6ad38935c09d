interface Scheduled {
  readonly schedule: sst.aws.Function;
  readonly publication: sst.aws.Function;
  readonly render: sst.aws.Function;
}

/** What is done by the clock, and the event that says so. */
const timetable = {
  Timekeeping: { by: 'schedule', at: 'rate(1 minute)', event: { task: 'timekeeping' } },
  Delivery: { by: 'schedule', at: 'rate(1 minute)', event: { task: 'mail' } },
  Webhooks: { by: 'schedule', at: 'rate(1 minute)', event: { task: 'webhooks' } },
  // What the platform publishes of itself: openings of conditional data, statistics.
  Openings: { by: 'publication', at: 'rate(1 minute)', event: { task: 'openings' } },
  OwnDatasets: { by: 'publication', at: 'cron(20 0 * * ? *)', event: { task: 'own-datasets' } },
  // What is overdue stands on pages, so they change with the day in China; and what one call did not finish goes on.
  Pages: { by: 'render', at: 'rate(1 minute)', event: { task: 'pages' } },
} as const;

/** What could not be started waits in a queue that an alarm watches. */
export function makeSchedules(functions: Scheduled) {
  const missed = new aws.sqs.Queue('Missed', {
    messageRetentionSeconds: 1_209_600,
    sqsManagedSseEnabled: true,
  });
  for (const [name, { by, at, event }] of Object.entries(timetable))
    new sst.aws.CronV2(name, {
      function: functions[by].arn,
      schedule: at,
      timezone: 'Asia/Shanghai',
      event,
      retries: 2,
      dlq: missed.arn,
    });
  return { missed };
}
