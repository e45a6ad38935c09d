/**
 * Query parameters: read once, every mistake told at once; described for /openapi.json. Texts, choices and numbers
 * need no schema library, and the public reads start in a third of the time without one.
 */
import type { ParameterError } from '../service/query/query.ts';
import type { Wording } from './route.ts';

export interface Parameter<T> {
  readonly description: Wording;
  /** As JSON Schema. */
  readonly json: object;
  /** What is allowed: a list, or one entry that says it. */
  readonly allowed: readonly string[];
  /** Undefined when the text is not allowed. */
  readonly read: (text: string) => T | undefined;
}

export function text(maxLength: number, description: Wording): Parameter<string> {
  return {
    description,
    json: { type: 'string', maxLength },
    allowed: [`at most ${maxLength} characters`],
    read: (given) => (given.length <= maxLength ? given : undefined),
  };
}

export function choice<const V extends string>(values: readonly V[], description: Wording): Parameter<V> {
  return {
    description,
    json: { enum: values },
    allowed: values,
    read: (given) => values.find((value) => value === given),
  };
}

export function wholeNumber(
  { min, max, fallback }: { readonly min: number; readonly max: number; readonly fallback?: number },
  description: Wording,
): Parameter<number> {
  return {
    description,
    json: {
      type: 'integer',
      minimum: min,
      maximum: max,
      ...(fallback !== undefined && { default: fallback }),
    },
    allowed: [`a whole number from ${min} to ${max}`],
    read: (given) => {
      const value = /^-?(?:0|[1-9]\d{0,14})$/.test(given) ? Number(given) : Number.NaN;
      return value >= min && value <= max ? value : undefined;
    },
  };
}

export function flag(description: Wording): Parameter<boolean> {
  return {
    description,
    json: { type: 'boolean', default: false },
    allowed: ['true', 'false'],
    read: (given) => (given === 'true' ? true : given === 'false' ? false : undefined),
  };
}

type Specs = Readonly<Record<string, Parameter<unknown>>>;
export type Values<S extends Specs> = {
  readonly [Name in keyof S]?: S[Name] extends Parameter<infer T> ? T : never;
};

export type ReadParameters<S extends Specs> =
  | {
      readonly outcome: 'valid';
      readonly values: Values<S>;
      /** Those that no spec names, in order; empty unless `others` are welcome. */
      readonly rest: readonly (readonly [name: string, value: string])[];
    }
  | { readonly outcome: 'invalid'; readonly errors: readonly ParameterError[] };

/** Reads the parameters of `url` that `specs` name. Others are errors, unless `others` is 'welcome'. */
export function readParameters<S extends Specs>(
  url: string,
  specs: S,
  others: 'refused' | 'welcome' = 'refused',
): ReadParameters<S> {
  const errors: ParameterError[] = [];
  const values = new Map<string, unknown>();
  const rest: (readonly [string, string])[] = [];
  for (const [name, given] of new URL(url).searchParams) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (!spec) {
      if (others === 'welcome') rest.push([name, given]);
      else errors.push({ field: name, message: 'no such parameter', allowed: Object.keys(specs) });
      continue;
    }
    const value = spec.read(given);
    if (values.has(name)) errors.push({ field: name, message: 'this parameter is given twice' });
    else if (value === undefined) {
      const message = `"${given.slice(0, 80)}" is not allowed`;
      errors.push({ field: name, message, allowed: spec.allowed });
    }
    values.set(name, value);
  }
  if (errors.length > 0) return { outcome: 'invalid', errors };
  return { outcome: 'valid', values: Object.fromEntries(values) as Values<S>, rest };
}
