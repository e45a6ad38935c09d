import { readBuckets } from '../../functions/store/routed-blobs.ts';
import type { Evaluation } from './evaluate.ts';
import { expectedOfFunction } from './expected.ts';
import { ofType, unsealed } from './readable.ts';

interface Container {
  readonly name: string;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
}

/** The container finds what it needs, and the function that starts it names that very container. */
export function taskProblems({ resources }: Evaluation): readonly string[] {
  const definitions = ofType(resources, 'aws:ecs/taskDefinition:TaskDefinition');
  const containers = definitions.flatMap(
    ({ inputs }) => JSON.parse(String(unsealed(inputs.containerDefinitions))) as readonly Container[],
  );
  const [container] = containers;
  if (!container || containers.length > 1) return [`there are ${containers.length} containers`];
  const variables = Object.fromEntries(container.environment.map(({ name, value }) => [name, value]));
  const prefixes = Object.keys(readBuckets(variables.S3_BUCKETS ?? '')).map((prefix) => prefix.slice(0, -1));
  const starts = ofType(resources, 'aws:lambda/function:Function').filter(({ inputs }) => {
    const { variables: given } = inputs.environment as { variables: Record<string, string> };
    return given.TASK_CONTAINER === container.name;
  });
  const needed = ['BLOBS', 'DYNAMODB_TABLE', 'PORTAL_URL', 'RECORDS', 'RENDER_FUNCTION', 'STAGE'];
  const rules: readonly (readonly [string, unknown, unknown])[] = [
    ['as blobs', prefixes.join(' '), expectedOfFunction.Publication?.prefixes],
    ['missing', needed.filter((name) => !variables[name]).join(' '), ''],
    ['as its starter', starts.map(({ name }) => name).join(' '), 'PublicationFunction'],
  ];
  return rules
    .filter(([, is, should]) => is !== should)
    .map(([what, is]) => `the container has ${is} ${what}`);
}
