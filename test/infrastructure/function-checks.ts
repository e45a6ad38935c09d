import { readBuckets } from '../../functions/store/routed-blobs.ts';
import type { Evaluation } from './evaluate.ts';
import { expectedOfFunction, expectedOfStage, type StageName } from './expected.ts';
import { ofType, unsealed } from './readable.ts';
import type { Resource } from './resource.ts';

/** What stands for a secret in the evaluation, and must be found nowhere but where it belongs. */
const secrets = ['canary-oidc-client-secret', 'canary-log-key', 'random-OriginSecret'];
const belongs = ['aws:ssm/parameter:Parameter', 'aws:cloudfront/distribution:Distribution'];

export function functionProblems({ resources, stage }: Evaluation): readonly string[] {
  const functions = ofType(resources, 'aws:lambda/function:Function');
  const expected = Object.keys(expectedOfFunction).toSorted();
  const found = functions.map(({ name }) => name.replace(/Function$/, '')).toSorted();
  return [
    ...(String(found) === String(expected) ? [] : [`the functions are ${found}`]),
    ...functions.flatMap((each) => problemsOfFunction(each, stage as StageName)),
    ...tooManyAtOnce(functions),
    ...loose(resources),
    ...logsKept(resources, stage as StageName),
  ];
}

function problemsOfFunction({ name: physical, inputs }: Resource, stage: StageName): string[] {
  const name = physical.replace(/Function$/, '');
  const expected = expectedOfFunction[name];
  if (!expected) return [`${name} is not expected`];
  const file = name.toLowerCase();
  const { variables } = inputs.environment as { variables: Record<string, string> };
  const prefixes = Object.keys(readBuckets(variables.S3_BUCKETS ?? '')).map((prefix) => prefix.slice(0, -1));
  const rules: readonly (readonly [string, unknown, unknown])[] = [
    ['seconds', inputs.timeout, expected.timeout],
    ['MB of memory', inputs.memorySize, expected.memory],
    ['MB of disk', (inputs.ephemeralStorage as { size: number }).size, expected.disk],
    ['as runtime', inputs.runtime, 'nodejs24.x'],
    ['as handler', inputs.handler, `functions/lambda/${file}.handler`],
    ['as name', inputs.name, `jilin-open-data-${stage}-${file}`],
    [
      'as log',
      JSON.stringify(inputs.loggingConfig),
      JSON.stringify({ logFormat: 'JSON', logGroup: `/aws/lambda/jilin-open-data-${stage}-${file}` }),
    ],
    [
      'as environment',
      Object.keys(variables).toSorted().join(' '),
      expected.environment.toSorted().join(' '),
    ],
    ['as blobs', prefixes.join(' '), expected.prefixes],
  ];
  return rules.filter(([, is, should]) => is !== should).map(([what, is]) => `${name} has ${is} ${what}`);
}

/** An account runs 1,000 at a time; AWS wants 100 of them unreserved. */
function tooManyAtOnce(functions: readonly Resource[]): string[] {
  const reserved = functions.map(({ inputs }) => Number(inputs.reservedConcurrentExecutions ?? 0));
  const sum = reserved.reduce((total, each) => total + each, 0);
  return sum <= 900 ? [] : [`the functions reserve ${sum} of 900 instances`];
}

/** What Pulumi is told to encrypt is no showing, but for an environment: there anybody who may look at it sees it. */
const shows = ['aws:lambda/function:Function', 'aws:ecs/taskDefinition:TaskDefinition'];
const withoutSealed = (_: string, value: unknown) => (unsealed(value) === value ? value : undefined);

function loose(resources: readonly Resource[]): string[] {
  return resources.flatMap(({ name, type, inputs }) => {
    if (belongs.includes(type)) return [];
    const text = JSON.stringify(inputs, shows.includes(type) ? undefined : withoutSealed);
    return secrets.filter((secret) => text.includes(secret)).map((secret) => `${name} shows ${secret}`);
  });
}

function logsKept(resources: readonly Resource[], stage: StageName): string[] {
  const { logDays, keepsData } = expectedOfStage[stage];
  return ofType(resources, 'aws:cloudwatch/logGroup:LogGroup')
    .filter(({ name }) => name.endsWith('Logs'))
    .filter((log) => unsealed(log.inputs.retentionInDays) !== logDays || log.retainOnDelete !== keepsData)
    .map(({ name }) => `${name} are not kept for ${logDays} days`);
}
