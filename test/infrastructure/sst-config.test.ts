import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readSettings } from '../../functions/infrastructure/settings.ts';
import { stageOf } from '../../functions/infrastructure/stages.ts';
import type { Env } from '../../functions/routes/deps.ts';
import { securityHeaders } from '../../functions/routes/http/security-headers.ts';
import { ensureTable } from '../../functions/store/dynamodb-records.ts';
import { dynamodbClient, startDynamodb } from '../support/aws-emulators.ts';
import { problemsOf } from './checks.ts';
import { answered, asked, edgeHandler, headersOf } from './edge-run.ts';
import { type Evaluation, type Evaluator, openEvaluator, operator } from './evaluate.ts';
import { expectedOfStage } from './expected.ts';
import { ofType, rolesOf } from './readable.ts';

type Resources = Evaluation['resources'];

let evaluator: Evaluator;
const evaluations = new Map<string, Evaluation>();
beforeAll(async () => {
  evaluator = await openEvaluator();
}, 120_000);
afterAll(() => evaluator.close());

describe('the configuration comes to what it should, with SST’s own components', () => {
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

  test('what renders pages is packed beside the function', async () => {
    const packed = await evaluator.packed();
    for (const file of ['revision', 'index-search.mjs', 'server/entry.mjs'])
      expect(packed).toContain(`render.handler/renderer/${file}`);
  });

  test('the table is laid out as the one that the adapter of the records makes for itself', async () => {
    const [deployed] = ofType(evaluations.get('dev')?.resources ?? [], 'aws:dynamodb/table:Table');
    expect(layoutOf(deployed?.inputs)).toEqual(await layoutOfAdapter());
  });
});

describe('CloudFront', () => {
  let resources: Resources;
  beforeAll(() => {
    resources = evaluations.get('dev')?.resources ?? [];
  });

  test.each([
    ['/', '/index.html'],
    ['/datasets/census-2020/', '/datasets/census-2020/index.html'],
    ['/datasets/census-2020.json', '/datasets/census-2020.json'],
    ['/.well-known/security.txt', '/.well-known/security.txt'],
  ])('finds the page of %s', async (uri, found) => {
    const request = await edgeHandler(resources, '/*', 'viewer-request')(asked(uri));
    expect(request).toMatchObject({ uri: found });
    expect(headersOf(request)).toMatchObject({ 'x-original-path': uri, 'x-viewer-address': '203.0.113.7' });
  });

  test.each([
    ['/datasets', '/datasets/?q=%E6%B0%B4&theme=a&theme=b'],
    ['//elsewhere.example', '//elsewhere.example'],
    ['//elsewhere', '/elsewhere/?q=%E6%B0%B4&theme=a&theme=b'],
  ])('leads %s to a page of this origin only', async (uri, location) => {
    const theme = { value: 'a', multiValue: [{ value: 'a' }, { value: 'b' }] };
    const query = { q: { value: '%E6%B0%B4' }, theme };
    const answer = await edgeHandler(resources, '/*', 'viewer-request')(asked(uri, query));
    expect('statusCode' in answer ? headersOf(answer).location : answer.uri).toBe(location);
  });

  test.each([
    ['/*', '/datasets/census-2020/', 'text/turtle', '/datasets/census-2020/dcat.ttl'],
    ['/*', '/datasets/census-2020/', 'text/html,*/*;q=0.8', '/datasets/census-2020/index.html'],
    ['/catalog*', '/catalog', 'application/rdf+xml', '/catalog.rdf'],
    ['/catalog*', '/catalog', '*/*', '/catalog.jsonld'],
    ['/concepts/*', '/concepts/law', 'text/html', '/concepts/law'],
  ])('at %s chooses what is told at %s to who takes %s', async (pattern, uri, value, told) => {
    const event = asked(uri, {}, { accept: { value } });
    const request = await edgeHandler(resources, pattern, 'viewer-request')(event);
    expect(request).toMatchObject({ uri: told });
    if (told.endsWith('.ttl')) expect(headersOf(request)['x-original-path']).toBe(told);
  });

  test('says that a dataset’s page depends on what is taken', async () => {
    const event = answered('/datasets/census-2020/index.html', { 'content-type': 'text/html' });
    expect(headersOf(await edgeHandler(resources, '/*', 'viewer-response')(event)).vary).toBe('Accept');
  });

  test('every function hears who asks from CloudFront, not from the request', async () => {
    for (const pattern of ['/api/*', '/api/v1/datasets*', '/auth/*', '/files/*']) {
      const request = await edgeHandler(resources, pattern, 'viewer-request')(asked('/api/v1/me'));
      expect(headersOf(request)['x-viewer-address']).toBe('203.0.113.7');
    }
  });

  test('gives what comes out of a bucket the headers that the functions give', async () => {
    const app = new Hono<Env>();
    app.use(securityHeaders('https://open-data.example.cn'));
    app.get('/page/', (c) => c.html('<p>'));
    const same = headersOf(
      await edgeHandler(
        resources,
        '/*',
        'viewer-response',
      )(answered('/page/', { 'content-type': 'text/html' })),
    );
    for (const [name, value] of (await app.request('/page/')).headers)
      if (name !== 'content-type') expect([name, same[name]]).toEqual([name, value]);
    expect(same['cache-control']).toBe('public, no-cache');
  });

  test.each([
    ['/_astro/page.a1B2c3D4.js', 'public, max-age=31536000, immutable'],
    ['/pagefind/pagefind.js', 'public, no-cache'],
  ])('keeps %s for as long as it cannot change', async (uri, value) => {
    const event = answered(uri, { 'content-type': 'text/javascript' });
    const headers = headersOf(await edgeHandler(resources, '/*', 'viewer-response')(event));
    expect(headers).toMatchObject({ 'cache-control': value, 'access-control-allow-origin': '*' });
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  test('a file is saved and never shown; an answer of a function stays as it is', async () => {
    const handler = edgeHandler(resources, '/files/*', 'viewer-response');
    const file = headersOf(await handler(answered('/files/a/1/a.svg', { 'content-type': 'image/svg+xml' })));
    expect(file).toMatchObject({ 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' });
    const given = { 'x-request-id': 'one', 'cache-control': 'no-store' };
    expect(headersOf(await handler(answered('/files/a/1/a.csv', given)))).toEqual(given);
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
  }, 120_000);

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
    'Oversight,Public,Publication,Query,Render,Workflow have an address',
    'no firewall limits the requests of one address',
  ])('%s', (problem) => {
    expect(found.filter((each) => new RegExp(problem).test(each))).not.toEqual([]);
  });
});

describe('a resource that is missing or changed is noticed', () => {
  const without = (name: string) => (all: Resources) => all.filter((resource) => resource.name !== name);
  const changed = (name: string, inputs: Record<string, unknown>) => (all: Resources) =>
    all.map((each) => (each.name === name ? { ...each, inputs: { ...each.inputs, ...inputs } } : each));

  test.each([
    ['Protected is not encrypted as it should be', without('ProtectedEncryption')],
    ['Open is public', changed('OpenPublicAccessBlock', { restrictPublicBuckets: false })],
    ['Protected keeps what should pass', changed('ProtectedLifecycle', { rules: [] })],
    ['Access keeps what should pass', changed('AccessLifecycle', { rules: [] })],
    ['the log of requests tells who asked', changed('AccessDelivery', { recordFields: ['c-ip'] })],
    ['the log of requests tells who asked', without('AccessDelivery')],
    ['the container has  as its starter', without('PublicationFunction')],
    ['Log is not locked', without('LogLock')],
    ['Snapshots keeps what was deleted', without('SnapshotsLifecycle')],
    ['there is no Alarms', without('Alarms')],
    ['Key is not as it should be', changed('Key', { enableKeyRotation: false })],
    ['queries reach a bucket', changed('Address', { queryStringsConfig: { queryStringBehavior: 'all' } })],
    [
      'a failure 503 of one is told to others',
      changed('RouterCdnDistribution', { customErrorResponses: [] }),
    ],
    ['MailJobSchedule is not as it should be', changed('MailJobSchedule', { state: 'DISABLED' })],
    [
      'NetworkSecurityGroup lets somebody in',
      changed('NetworkSecurityGroup', { ingress: [{ fromPort: 22 }] }),
    ],
    [
      'QueryInvokeFunction lets somebody call',
      changed('QueryInvokeFunction', { invokedViaFunctionUrl: false }),
    ],
    [
      'WorkflowRole trusts',
      changed('WorkflowRole', { assumeRolePolicy: '{"Statement":[{"Principal":"*"}]}' }),
    ],
    ['WorkflowLogs are not kept', changed('WorkflowLogs', { retentionInDays: 1 })],
    ['RenderRole may not: s3:DeleteObject', changed('RenderRole', { inlinePolicies: [] })],
  ])('%s', (problem, change) => {
    const evaluation = evaluations.get('production');
    const found = evaluation ? problemsOf({ ...evaluation, resources: change(evaluation.resources) }) : [];
    expect(found.filter((each) => each.startsWith(problem))).not.toEqual([]);
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
