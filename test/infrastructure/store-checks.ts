import { includes } from './bucket-checks.ts';
import type { Evaluation } from './evaluate.ts';
import { expectedOfStage, type StageName } from './expected.ts';
import { ofType } from './readable.ts';
import type { Resource } from './resource.ts';

interface Rule {
  readonly type: string;
  readonly name: string;
  readonly has: unknown;
  readonly kept?: boolean;
}

/** Records, key, parameters, queues, topics, mail and the stage's own promises. */
function rulesOf(stage: StageName): readonly Rule[] {
  const { keepsData, logDays } = expectedOfStage[stage];
  return [
    {
      type: 'aws:dynamodb/table:Table',
      name: 'RecordsTable',
      kept: keepsData,
      has: {
        hashKey: 'pk',
        rangeKey: 'sk',
        billingMode: 'PAY_PER_REQUEST',
        pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
        serverSideEncryption: { enabled: true },
        ttl: { attributeName: 'ttl', enabled: true },
        deletionProtectionEnabled: keepsData,
      },
    },
    {
      type: 'aws:kms/key:Key',
      name: 'Key',
      kept: keepsData,
      has: { enableKeyRotation: true, deletionWindowInDays: 30 },
    },
    { type: 'aws:sqs/queue:Queue', name: 'Missed', has: { sqsManagedSseEnabled: true } },
    { type: 'aws:sns/topic:Topic', name: 'Alarms', has: { kmsMasterKeyId: /Key$/ } },
    {
      type: 'aws:ssm/parameter:Parameter',
      name: 'OidcClientSecretParameter',
      has: { type: 'SecureString', value: { secret: 'canary-oidc-client-secret' } },
    },
    {
      type: 'aws:ssm/parameter:Parameter',
      name: 'LogKeyParameter',
      has: { type: 'SecureString', keyId: /Key$/, value: { secret: 'canary-log-key' } },
    },
    {
      type: 'aws:sesv2/configurationSet:ConfigurationSet',
      name: 'MailConfig',
      has: { deliveryOptions: { tlsPolicy: 'REQUIRE' } },
    },
    {
      type: 'aws:ec2/defaultSecurityGroup:DefaultSecurityGroup',
      name: 'NetworkSecurityGroup',
      has: { ingress: [] },
    },
    { type: 'aws:cloudwatch/logGroup:LogGroup', name: 'WorkflowLogs', has: { retentionInDays: logDays } },
  ];
}

const schedules = {
  MailJobSchedule: ['rate(1 minute)', 'schedule', 'mail'],
  WebhooksJobSchedule: ['rate(1 minute)', 'schedule', 'webhooks'],
  TimekeepingJobSchedule: ['rate(1 minute)', 'schedule', 'timekeeping'],
  RemindersJobSchedule: ['rate(1 hour)', 'schedule', 'reminders'],
  LogJobSchedule: ['rate(1 minute)', 'schedule', 'log'],
  OpeningsJobSchedule: ['rate(1 minute)', 'publication', 'openings'],
  OwnDatasetsJobSchedule: ['rate(1 hour)', 'publication', 'own-datasets'],
  PagesJobSchedule: ['rate(1 minute)', 'render', 'pages'],
} as const;

export function storeProblems({ resources, stage, app }: Evaluation): readonly string[] {
  const expected = expectedOfStage[stage as StageName];
  const wrongStage = app.removal !== expected.removal || app.protect !== expected.protect;
  return [
    ...(wrongStage ? [`the stage may be removed: ${app.removal}, ${app.protect}`] : []),
    ...rulesOf(stage as StageName).flatMap((rule) => broken(rule, resources)),
    ...Object.entries(schedules).flatMap(([name, [scheduleExpression, by, task]]) =>
      broken(
        {
          type: 'aws:scheduler/schedule:Schedule',
          name,
          has: {
            scheduleExpression,
            scheduleExpressionTimezone: 'Asia/Shanghai',
            state: 'ENABLED',
            target: {
              arn: new RegExp(`:function:jilin-open-data-${stage}-${by}$`),
              input: JSON.stringify({ task }),
              deadLetterConfig: { arn: /Missed$/ },
            },
          },
        },
        resources,
      ),
    ),
    ...openNetwork(resources),
  ];
}

function broken({ type, name, has, kept }: Rule, resources: readonly Resource[]): string[] {
  const found = ofType(resources, type).find((resource) => resource.name === name);
  if (!found) return [`there is no ${name}`];
  const stays = kept === undefined || (found.retainOnDelete === kept && found.protect === kept);
  return [
    ...(includes(found.inputs, has)
      ? []
      : [`${name} is not as it should be: ${JSON.stringify(found.inputs)}`]),
    ...(stays ? [] : [`${name} is not retained`]),
  ];
}

/** Nobody enters the network: no rule lets anything in, no instance waits for somebody. */
function openNetwork(resources: readonly Resource[]): string[] {
  const groups = resources.filter(({ type }) => /:(?:Default)?SecurityGroup$/.test(type));
  return groups
    .filter(({ inputs }) => ((inputs.ingress ?? []) as readonly unknown[]).length > 0)
    .map(({ name }) => `${name} lets somebody in`);
}
