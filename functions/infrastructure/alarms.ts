import { here } from './here.ts';
import { tellers } from './key.ts';
import type { Settings } from './settings.ts';

/** Where alarms are told. */
export function makeAlarmTopic({ ALERT_EMAIL }: Settings, key: aws.kms.Key): aws.sns.Topic {
  const topic = new aws.sns.Topic('Alarms', { kmsMasterKeyId: key.arn });
  new aws.sns.TopicSubscription('AlarmsByMail', {
    topic: topic.arn,
    protocol: 'email',
    endpoint: ALERT_EMAIL,
  });
  const policy = aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        actions: ['sns:Publish'],
        resources: [topic.arn],
        principals: [{ type: 'Service', identifiers: [...tellers] }],
        conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [here().accountId] }],
      },
    ],
  });
  new aws.sns.TopicPolicy('AlarmsPolicy', { arn: topic.arn, policy: policy.json });
  return topic;
}

export interface Watched {
  readonly functions: Readonly<Record<string, sst.aws.Function>>;
  readonly table: sst.aws.Dynamo;
  readonly router: sst.aws.Router;
  readonly missed: aws.sqs.Queue;
  readonly topic: aws.sns.Topic;
}

interface Metric {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, $util.Input<string>>>;
  readonly statistic: 'Sum' | 'Average' | 'Maximum';
  /** Alarm from this value on, in each of `periods` of five minutes. */
  readonly from: number;
  readonly periods: number;
  /** CloudFront tells its numbers in one region only. */
  readonly isGlobal?: boolean;
}

/** What is watched, and from when on somebody has to look. */
function metricsOf({ functions, table, router, missed }: Watched): Readonly<Record<string, Metric>> {
  const ofFunction = (name: string, metric: string, from: number): Metric => ({
    namespace: 'AWS/Lambda',
    metric,
    dimensions: { FunctionName: functions[name]?.name ?? '' },
    statistic: 'Sum',
    from,
    periods: 1,
  });
  const ofTable = (metric: string): Metric => ({
    namespace: 'AWS/DynamoDB',
    metric,
    dimensions: { TableName: table.name },
    statistic: 'Sum',
    from: 1,
    periods: 2,
  });
  /** What the platform counts itself (`functions/telemetry/`), per function. */
  const ofPlatform = (name: string, metric: string, from: number): Metric => ({
    namespace: 'JilinOpenData',
    metric,
    dimensions: { service: functions[name]?.name ?? '' },
    statistic: 'Sum',
    from,
    periods: 2,
  });
  const names = Object.keys(functions);
  return {
    ...Object.fromEntries(names.map((name) => [`${name}Errors`, ofFunction(name, 'Errors', 3)])),
    ...Object.fromEntries(names.map((name) => [`${name}Throttles`, ofFunction(name, 'Throttles', 1)])),
    mailsFailed: ofPlatform('schedule', 'mailsFailed', 5),
    webhooksFailed: ofPlatform('schedule', 'webhooksFailed', 20),
    recordsReadThrottles: ofTable('ReadThrottleEvents'),
    recordsWriteThrottles: ofTable('WriteThrottleEvents'),
    missedSchedules: {
      namespace: 'AWS/SQS',
      metric: 'ApproximateNumberOfMessagesVisible',
      dimensions: { QueueName: missed.name },
      statistic: 'Maximum',
      from: 1,
      periods: 1,
    },
    serverErrors: {
      namespace: 'AWS/CloudFront',
      metric: '5xxErrorRate',
      dimensions: { DistributionId: router.distributionID, Region: 'Global' },
      statistic: 'Average',
      from: 1, // per cent
      periods: 2,
      isGlobal: true,
    },
  };
}

/** Alarms, and one page that shows the same numbers. */
export function makeAlarms(watched: Watched): void {
  const metrics = Object.entries(metricsOf(watched));
  const global = new aws.Provider('Global', { region: 'us-east-1' });
  for (const [name, { namespace, metric, dimensions, statistic, from, periods, isGlobal }] of metrics)
    new aws.cloudwatch.MetricAlarm(
      `${name}Alarm`,
      {
        namespace,
        metricName: metric,
        dimensions,
        statistic,
        threshold: from,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        period: 300,
        evaluationPeriods: periods,
        treatMissingData: 'notBreaching',
        // An alarm tells only topics of its own region; the global one shows on the dashboard.
        ...(isGlobal ? {} : { alarmActions: [watched.topic.arn], okActions: [watched.topic.arn] }),
      },
      isGlobal ? { provider: global } : {},
    );
  makeDashboard(metrics);
}

function makeDashboard(metrics: readonly (readonly [string, Metric])[]): void {
  const region = aws.getRegionOutput().region;
  const widgets = metrics.map(([title, { namespace, metric, dimensions, statistic, isGlobal }], index) => ({
    type: 'metric',
    x: (index % 3) * 8,
    y: Math.floor(index / 3) * 6,
    width: 8,
    height: 6,
    properties: {
      title,
      region: isGlobal ? 'us-east-1' : region,
      stat: statistic,
      period: 300,
      metrics: [[namespace, metric, ...Object.entries(dimensions).flat()]],
    },
  }));
  new aws.cloudwatch.Dashboard('Dashboard', {
    dashboardName: `${$app.name}-${$app.stage}`,
    dashboardBody: $jsonStringify({ widgets }),
  });
}
