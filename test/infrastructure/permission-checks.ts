import { allowed } from './allowed.ts';
import type { Evaluation } from './evaluate.ts';
import { ofType, rolesOf, statementsOf } from './readable.ts';
import type { Resource } from './resource.ts';

const trusted = ['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com', 'scheduler.amazonaws.com'];

/** Every role may do what the table says, no more and no less, and only a service of AWS may take it. */
export function permissionProblems({ resources, stage }: Evaluation): readonly string[] {
  const roles = rolesOf(resources, stage);
  const names = new Set([...Object.keys(roles), ...Object.keys(allowed)]);
  return [
    ...[...names].flatMap((name) => {
      const may = roles[name] ?? [];
      const should = allowed[name] ?? [];
      return [
        ...may.filter((each) => !should.includes(each)).map((each) => `${name} may also: ${each}`),
        ...should.filter((each) => !may.includes(each)).map((each) => `${name} may not: ${each}`),
      ];
    }),
    ...ofType(resources, 'aws:iam/role:Role').flatMap(trustProblems),
    ...elsewhere(resources),
    ...callers(resources),
  ];
}

function trustProblems({ name, inputs }: Resource): string[] {
  const principals = statementsOf(inputs.assumeRolePolicy).map(({ Principal }) => JSON.stringify(Principal));
  const fine = trusted.map((service) => JSON.stringify({ Service: service }));
  return principals.every((each) => fine.includes(each)) ? [] : [`${name} trusts ${principals}`];
}

/** Permissions are written in roles and nowhere else. */
function elsewhere(resources: readonly Resource[]): string[] {
  const kinds = /^aws:iam\/(?!role:Role$)/;
  return resources.filter(({ type }) => kinds.test(type)).map(({ name, type }) => `${name} is a ${type}`);
}

/** Who may call a function from outside: its address, behind CloudFront, where it asks for the origin's secret. */
function callers(resources: readonly Resource[]): string[] {
  const open = ofType(resources, 'aws:lambda/permission:Permission')
    .filter(({ inputs }) => inputs.functionUrlAuthType !== 'NONE' && inputs.invokedViaFunctionUrl !== true)
    .map(({ name }) => `${name} lets somebody call a function`);
  const addresses = ofType(resources, 'aws:lambda/functionUrl:FunctionUrl')
    .map(({ name }) => name.replace(/Url$/, ''))
    .toSorted();
  const expected = ['Oversight', 'Public', 'Publication', 'Query', 'Workflow'];
  return [...open, ...(String(addresses) === String(expected) ? [] : [`${addresses} have an address`])];
}
