import { jobsIn, rhythms } from '../parts/timetable.ts';

interface Scheduled {
  readonly schedule: sst.aws.Function;
  readonly publication: sst.aws.Function;
  readonly render: sst.aws.Function;
}

/** What could not be started waits in a queue that an alarm watches. */
export function makeSchedules(functions: Scheduled) {
  const missed = new aws.sqs.Queue('Missed', {
    messageRetentionSeconds: 1_209_600,
    sqsManagedSseEnabled: true,
  });
  for (const [name, { by, every }] of jobsIn('cloud'))
    new sst.aws.CronV2(componentOf(name), {
      function: functions[by].arn,
      schedule: rhythms[every].rate,
      timezone: 'Asia/Shanghai',
      event: { task: name },
      retries: 2,
      dlq: missed.arn,
    });
  return { missed };
}

/** `own-datasets`: `OwnDatasetsJob`. */
const componentOf = (name: string): string =>
  `${name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Job`;
