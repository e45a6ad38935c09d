import { arnOf, here } from './here.ts';
import type { Stage } from './stages.ts';

/** The services that tell the topic of alarms. */
export const tellers = ['cloudwatch.amazonaws.com', 'ses.amazonaws.com'] as const;

/** The key that protected data and alarms are encrypted with: who may not use it reads neither, whatever else they may. */
export function makeKey({ keepsData }: Stage) {
  const { accountId } = here();
  const policy = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        sid: 'AccountByItsOwnPolicies',
        actions: ['kms:*'],
        resources: ['*'],
        principals: [{ type: 'AWS', identifiers: [arnOf('iam', '', 'root')] }],
      },
      {
        sid: 'TellersOfTheEncryptedTopic',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        principals: [{ type: 'Service', identifiers: [...tellers] }],
        conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [accountId] }],
      },
    ],
  });
  return new aws.kms.Key(
    'Key',
    {
      description: `${$app.name} ${$app.stage}: protected data and alarms`,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policy.json,
    },
    { retainOnDelete: keepsData, protect: keepsData },
  );
}
