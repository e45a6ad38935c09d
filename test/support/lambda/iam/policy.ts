/** The table of permissions, `test/infrastructure/allowed.ts`, as IAM would read it. */
import { allowed } from '../../../infrastructure/allowed.ts';

/** One thing that a request wants to do. A request that does several needs leave for each. */
export interface Wanted {
  /** As IAM calls it: `s3:GetObject`. */
  readonly action: string;
  /** By logical names: `Open/files/census-2020/1/data.csv`. */
  readonly resource: string;
  /** What conditions ask: the partitions of items, the sender of a mail. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

interface Statement {
  readonly line: string;
  readonly actions: readonly string[];
  readonly resources: readonly RegExp[];
  readonly conditions: readonly (readonly [variable: string, test: string, values: readonly string[]])[];
}

const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    's',
  );

function statementOf(line: string): Statement {
  const [actions = '', resources = '', ...conditions] = line.split(' | ');
  return {
    line,
    actions: actions.split(' '),
    resources: resources.split(' ').map(like),
    conditions: conditions.map((condition) => {
      const [variable = '', test = '', ...values] = condition.split(' ');
      return [variable, test, values] as const;
    }),
  };
}

/** As IAM tests: an absent variable fulfils `ForAllValues`, and no other test but `Null true`. */
const tests: Readonly<
  Record<string, (given: readonly string[] | undefined, values: readonly string[]) => boolean>
> = {
  'ForAllValues:StringLike': (given = [], values) =>
    given.every((each) => values.some((value) => like(value).test(each))),
  StringEquals: (given = [], values) => given.length > 0 && given.every((each) => values.includes(each)),
  Null: (given, [value]) => (given === undefined) === (value === 'true'),
};

function holds({ context = {} }: Wanted, [variable, test, values]: Statement['conditions'][number]): boolean {
  const ask = tests[test];
  if (!ask) throw new Error(`the test ${test} of the table of permissions is not known here`);
  return ask(context[variable], values);
}

const roles = new Map(Object.entries(allowed).map(([role, lines]) => [role, lines.map(statementOf)]));

/** The line of the table that allows it to the role; undefined for none. */
export function allowedBy(role: string, wanted: Wanted): string | undefined {
  return roles
    .get(role)
    ?.find(
      ({ actions, resources, conditions }) =>
        actions.includes(wanted.action) &&
        resources.some((resource) => resource.test(wanted.resource)) &&
        conditions.every((condition) => holds(wanted, condition)),
    )?.line;
}

/** The bucket of each beginning of keys, by its logical name, as the table has them: `{'files/': 'Open'}`. */
export const bucketOfPrefix: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(allowed)
    .flat()
    .flatMap((line) => line.split(' | ')[1]?.split(' ') ?? [])
    .flatMap((resource) => {
      const [, bucket, prefix] = /^([A-Z][a-z]+)\/([a-z]+\/)\*$/.exec(resource) ?? [];
      return bucket && prefix ? [[prefix, bucket]] : [];
    }),
);
