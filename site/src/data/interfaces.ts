/** The platform's interfaces as the site describes them (see `site/interfaces.ts`). */
import type { Route, Wording } from '../../../functions/routes/route.ts';

export interface DescribedParameter {
  readonly description: Wording;
  readonly json: JsonSchema;
}

/** A route without what answers it. */
export interface DescribedRoute
  extends Pick<
    Route,
    'method' | 'path' | 'tag' | 'summary' | 'description' | 'grammar' | 'answers' | 'problems' | 'auth'
  > {
  readonly pathParameters?: Readonly<Record<string, DescribedParameter>>;
  readonly query?: Readonly<Record<string, DescribedParameter>>;
  readonly headers?: Readonly<Record<string, DescribedParameter>>;
  readonly body?: Readonly<Record<string, object>>;
}

export interface Interfaces {
  readonly routes: readonly DescribedRoute[];
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** As much of JSON Schema as the reference shows. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
}

/** `get_api_v1_datasets_id`: the anchor of a route, its operation's id in /openapi.json. */
export const routeId = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  [method.toLowerCase(), ...path.replaceAll(/[{}]/g, '').split(/[/.]/)].filter(Boolean).join('_');

/** A schema in a few words: `integer, 1–10000, default 100`. */
export function schemaText(schema: JsonSchema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => String(value)).join(' | ');
  if (schema.anyOf) return [...new Set(schema.anyOf.map(schemaText))].join(' | ');
  const type = schema.items ? `${schemaText(schema.items)}[]` : [schema.type ?? 'any'].flat().join(' | ');
  return [type, schema.format, ...limits(schema)].filter(Boolean).join(', ');
}

function limits(schema: JsonSchema): string[] {
  const range = (from: number | undefined, to: number | undefined, what: string): string => {
    if (from === undefined && to === undefined) return '';
    if (from === undefined) return `≤ ${to}${what}`;
    return to === undefined ? `≥ ${from}${what}` : `${from}–${to}${what}`;
  };
  return [
    range(schema.minimum, schema.maximum, ''),
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' items'),
    schema.pattern ?? '',
    schema.default === undefined ? '' : `default ${JSON.stringify(schema.default)}`,
  ];
}

export interface Member {
  /** `versions[].rows` */
  readonly path: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** Every member of an object schema; those of objects within it follow by their path. */
export function membersOf(schema: JsonSchema, prefix = ''): readonly Member[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const inner = member.items ?? member;
    const path = `${prefix}${name}`;
    const required = schema.required?.includes(name) ?? false;
    const nested = inner.properties ? membersOf(inner, `${path}${member.items ? '[]' : ''}.`) : [];
    return [{ path, schema: member, required }, ...nested];
  });
}
