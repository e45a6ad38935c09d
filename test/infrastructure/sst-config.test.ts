import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readSettings } from '../../functions/infrastructure/settings.ts';
import { stageOf } from '../../functions/infrastructure/stages.ts';
import { ensureTable } from '../../functions/store/dynamodb-records.ts';
import { dynamodbClient, startDynamodb } from '../support/aws-emulators.ts';
import { problemsOf } from './checks.ts';
import { type Evaluation, type Evaluator, openEvaluator, operator } from './evaluate.ts';
import { expectedOfStage } from './expected.ts';
import { ofType, rolesOf } from './readable.ts';

let evaluator: Evaluator;
beforeAll(async () => {
  evaluator = await openEvaluator();
});
afterAll(() => evaluator.close());

describe('the configuration comes to what it should, with SST’s own components', () => {
  const evaluations = new Map<string, Evaluation>();

  it.each(Object.keys(expectedOfStage))(
    'in the stage %s',
    async (stage) => {
      const evaluation = await evaluator.evaluate(stage);
      expect(problemsOf(evaluation)).toEqual([]);
      evaluations.set(stage, evaluation);
      expect(evaluation.resources.length).toBeGreaterThan(150);
    },
    60_000,
  );

  test('the public reader can only read, and nothing that is protected', () => {
    const { PublicRole = [] } = rolesOf(evaluations.get('production')?.resources ?? [], 'production');
    const actions = PublicRole.flatMap((line) => line.split(' | ')[0]?.split(' ') ?? []);
    const reading = ['dynamodb:Query', 's3:GetObject', 's3:ListBucket'];
    const logging = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    expect([...new Set(actions)].toSorted()).toEqual([...reading, ...logging].toSorted());
    expect(PublicRole.filter((line) => /Protected|Key\b(?!s)|Parameter/.test(line))).toEqual([]);
  });

  test('the table is laid out as the one that the adapter of the records makes for itself', async () => {
    const [deployed] = ofType(evaluations.get('dev')?.resources ?? [], 'aws:dynamodb/table:Table');
    expect(layoutOf(deployed?.inputs)).toEqual(await layoutOfAdapter());
  });
});

describe('a wrong configuration is noticed', () => {
  let wrong: Evaluation;
  let found: readonly string[];
  beforeAll(async () => {
    const everything = { actions: ['s3:*'], resources: ['*'] };
    wrong = await evaluator.evaluate('production', {
      wrong: [
        { component: 'Bucket', name: 'Open', args: { access: 'public' } },
        { component: 'Bucket', name: 'Protected', args: { versioning: false, enforceHttps: false } },
        { component: 'Bucket', name: 'Snapshots', args: { cors: { allowOrigins: ['*'] } } },
        { component: 'Dynamo', name: 'Records', args: { deletionProtection: false } },
        { component: 'Function', name: 'Public', args: { permissions: [everything], timeout: '15 minutes' } },
        { component: 'Function', name: 'Render', args: { url: true } },
        {
          component: 'Function',
          name: 'Workflow',
          args: { environment: { PASSWORD: 'canary-oidc-client-secret' } },
        },
        { component: 'Router', name: 'Router', args: { waf: false } },
      ],
    });
    found = problemsOf(wrong);
  });

  test.each([
    'Open is public',
    'Open lets somebody else in',
    'Protected has no versions',
    /^Protected has the policy .*/,
    'SnapshotsCors is a BucketCorsConfiguration',
    /^RecordsTable is not as it should be/,
    'PublicRole may also: s3:* | *',
    'Public has 900 seconds',
    'Workflow has .* as environment',
    'WorkflowFunction shows canary-oidc-client-secret',
    'Public,Publication,Query,Render,Workflow have an address',
    'no firewall limits the requests of one address',
  ])('%s', (problem) => {
    expect(found.filter((each) => new RegExp(problem).test(each))).not.toEqual([]);
  });
});

test('a stage that is not in the table is refused', () => {
  expect(() => stageOf('prodution')).toThrow('the stage "prodution" is none of dev, staging, production');
});

test('every problem of the settings is told at once, and no value', () => {
  const { PORTAL_DOMAIN: _, OIDC_ISSUER: __, ...rest } = operator;
  const read = () => readSettings({ ...rest, ALERT_EMAIL: 'canary-no-address' });
  for (const name of ['PORTAL_DOMAIN', 'OIDC_ISSUER', 'ALERT_EMAIL']) expect(read).toThrow(`${name} must be`);
  expect(read).not.toThrow('canary-no-address');
  expect(readSettings(operator)).toMatchObject({ OIDC_CLIENT_ID: 'portal', SITE_CODE: '' });
});

const layoutOf = (inputs: Readonly<Record<string, unknown>> = {}) => {
  const { hashKey, rangeKey, attributes, globalSecondaryIndexes, localSecondaryIndexes, ttl } = inputs;
  return {
    keys: [hashKey, rangeKey],
    attributes,
    indexes: [globalSecondaryIndexes, localSecondaryIndexes],
    ttl,
  };
};

/** What `ensureTable` makes, as a real server describes it. */
async function layoutOfAdapter() {
  const emulator = await startDynamodb();
  const client = dynamodbClient(emulator.endpoint);
  await ensureTable(client, 'records');
  const { Table = {} } = await client.send(new DescribeTableCommand({ TableName: 'records' }));
  const { TimeToLiveDescription } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: 'records' }),
  );
  client.destroy();
  await emulator.stop();
  const definitions = Table.AttributeDefinitions ?? [];
  return {
    keys: Table.KeySchema?.map(({ AttributeName }) => AttributeName),
    attributes: definitions.map(({ AttributeName: name, AttributeType: type }) => ({ name, type })),
    indexes: [Table.GlobalSecondaryIndexes ?? [], Table.LocalSecondaryIndexes ?? []],
    ttl: { enabled: true, attributeName: TimeToLiveDescription?.AttributeName },
  };
}
