import type { Stage } from './stages.ts';

/** The one table of the records, as `functions/store/dynamodb-table.ts` lays it out: its indexes are rows of it. */
export function makeTable({ keepsData }: Stage): sst.aws.Dynamo {
  return new sst.aws.Dynamo('Records', {
    fields: { pk: 'string', sk: 'string' },
    primaryIndex: { hashKey: 'pk', rangeKey: 'sk' },
    ttl: 'ttl',
    deletionProtection: keepsData,
    transform: {
      table: (args, opts) => {
        args.pointInTimeRecovery = { enabled: true, recoveryPeriodInDays: 35 };
        args.serverSideEncryption = { enabled: true };
        opts.protect = keepsData;
      },
    },
  });
}
