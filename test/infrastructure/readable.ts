/** Policies as lines that can be read: `s3:GetObject | Open/files/*`, with conditions behind. */
import { account, region } from './mock-aws.ts';
import type { Resource } from './resource.ts';

export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The statements of a policy, which is JSON text or already read. */
export function statementsOf(policy: unknown): readonly PolicyStatement[] {
  const document = typeof policy === 'string' ? JSON.parse(policy) : policy;
  return (document as { Statement: readonly PolicyStatement[] }).Statement;
}

export const ofType = (resources: readonly Resource[], type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === type);

/** Logical names in the place of physical ones, which have chance in them. */
export function naming(resources: readonly Resource[], stage: string): (text: string) => string {
  const buckets = ofType(resources, 'aws:s3/bucket:Bucket').map(
    ({ name, inputs }) => [`arn:aws:s3:::${inputs.bucket}`, name.replace(/Bucket$/, '')] as const,
  );
  return (text) => {
    const [physical, name] = buckets.find(([arn]) => text === arn || text.startsWith(`${arn}/`)) ?? [];
    if (physical !== undefined) return text.replace(physical, String(name));
    return text
      .replace(new RegExp(`^arn:aws:[\\w-]+:(?:${region})?:${account}:`), '')
      .replaceAll(`jilin-open-data-${stage}-`, '')
      .replaceAll(`/jilin-open-data/${stage}/`, '/');
  };
}

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : [value].flat();

export function line(statement: PolicyStatement, name: (text: string) => string): string {
  const { Effect, Action, Resource = [], Condition = {} } = statement;
  const conditions = Object.entries(Condition).flatMap(([test, variables]) =>
    Object.entries(variables).map(([variable, values]) => `${variable} ${test} ${list(values).join(' ')}`),
  );
  const parts = [list(Action).join(' '), list(Resource).map(name).join(' '), ...conditions];
  return (Effect === 'Deny' ? 'DENY ' : '') + parts.join(' | ');
}

/** What each role may do, by the name of the component it belongs to; managed policies by their name. */
export function rolesOf(
  resources: readonly Resource[],
  stage: string,
): Readonly<Record<string, readonly string[]>> {
  const name = naming(resources, stage);
  return Object.fromEntries(
    ofType(resources, 'aws:iam/role:Role').map(({ name: role, inputs }) => {
      const inline = (inputs.inlinePolicies ?? []) as readonly { readonly policy: unknown }[];
      const managed = (inputs.managedPolicyArns ?? []) as readonly string[];
      const lines = inline.flatMap(({ policy }) =>
        statementsOf(unsealed(policy)).map((each) => line(each, name)),
      );
      return [role, [...managed.map((arn) => `managed ${arn.split('/').at(-1)}`), ...lines]];
    }),
  );
}

/** The value behind Pulumi's mark of a secret. */
export function unsealed(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'secret' in value ? value.secret : value;
}
