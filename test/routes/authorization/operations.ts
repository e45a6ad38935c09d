/** What can be asked of the platform: every route, and of a route that takes commands every one of them. */
import type { Route } from '../../../functions/routes/route.ts';

export interface Operation {
  /** As rows name it. */
  readonly name: string;
  readonly route: Route;
}

export const operationsOf = (routes: readonly Route[]): readonly Operation[] =>
  routes.flatMap((route): Operation[] => {
    const name = `${route.method} ${route.path}`;
    const types = commandTypes(route.body?.()['application/json']);
    return types.length === 0 ? [{ name, route }] : types.map((type) => ({ name: `${name} ${type}`, route }));
  });

/** The values of `type` in a body that is one of several, by its JSON Schema. */
export function commandTypes(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { anyOf, oneOf, properties } = schema as Readonly<Record<string, unknown>>;
  const branches = [anyOf, oneOf].flatMap((each) => (Array.isArray(each) ? each : []));
  if (branches.length > 0) return branches.flatMap(commandTypes);
  const { type } = Object(properties) as { readonly type?: { const?: string; enum?: readonly string[] } };
  return type?.const === undefined ? (type?.enum ?? []) : [type.const];
}
