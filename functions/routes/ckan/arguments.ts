/** The arguments of an action, wherever clients put them: query, form or JSON (`_get_request_data` of CKAN). */
import { readJson } from '../../service/harvest/json.ts';
import { Unreadable } from '../../service/harvest/unreadable.ts';
import type { AppContext } from '../deps.ts';
import { boundedBytes } from '../http/bounded-body.ts';
import { invalid } from './answer.ts';

export type Arguments = Readonly<Record<string, unknown>>;

export type ReadArguments =
  | { readonly outcome: 'arguments'; readonly given: Arguments }
  | { readonly outcome: 'bad'; readonly message: string; readonly status?: 413 };

const mostBytes = 1_048_576;

export async function readArguments(c: AppContext): Promise<ReadArguments> {
  const query = new URL(c.req.url).searchParams;
  if (c.req.method !== 'POST') return { outcome: 'arguments', given: mixed(query) };
  const body = await boundedBytes(c.req.raw.body, mostBytes);
  if (body === undefined)
    return { outcome: 'bad', message: `the body has at most ${mostBytes} bytes`, status: 413 };
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('Content-Type') ?? '');
  const text = body.toString('utf8');
  if (isForm && text !== '') return formArguments(text);
  if (query.size > 0) return { outcome: 'arguments', given: mixed(query) };
  return text.trim() === '' ? { outcome: 'arguments', given: {} } : jsonArguments(text);
}

/** A form with one name and no value is JSON that curl sent without saying so. */
function formArguments(text: string): ReadArguments {
  const form = new URLSearchParams(text);
  const [name = '', value] = [...form][0] ?? [];
  if (form.size === 1 && (value === '' || value === '1') && name.startsWith('{')) return jsonArguments(name);
  return { outcome: 'arguments', given: mixed(form) };
}

function jsonArguments(text: string): ReadArguments {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { outcome: 'arguments', given: value as Arguments };
  const fault =
    value === undefined
      ? 'Error decoding JSON data.'
      : 'Request data JSON decoded to something that is no dictionary.';
  return { outcome: 'bad', message: `JSON Error: ${fault}` };
}

/** Undefined for what is no JSON, or nested so deep that nothing can tell it again. */
export function parsed(text: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** A name that is given several times has a list of values. */
function mixed(parameters: URLSearchParams): Arguments {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** Reads arguments one by one and gathers what is wrong, in CKAN's words. */
export function reader(given: Arguments) {
  const faults: Record<string, readonly string[]> = {};
  const own = (name: string): unknown => (Object.hasOwn(given, name) ? given[name] : undefined);
  const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';
  const natural = (name: string, fallback: number): number => {
    const value = own(name);
    if (isMissing(value)) return fallback;
    const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
    if (!Number.isSafeInteger(number)) faults[name] = ['Invalid integer'];
    else if (number < 0) faults[name] = ['Must be a natural number'];
    return number;
  };
  const text = (name: string): string | undefined => {
    const value = own(name);
    if (isMissing(value)) return undefined;
    if (typeof value === 'string' && !value.includes('\0')) return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    faults[name] = ['Must be a Unicode string value'];
    return undefined;
  };
  return {
    natural,
    text,
    /** CKAN's `get_or_bust`. */
    required(name: string): string {
      const value = text(name);
      if (value === undefined) faults[name] ??= ['Missing value'];
      return value ?? '';
    },
    flag(name: string, fallback = false): boolean {
      const value = own(name);
      return isMissing(value) ? fallback : /^(?:true|yes|t|y|1)$/i.test(String(value));
    },
    /** A list, the text of a JSON list, or texts separated by commas. */
    texts(name: string): readonly string[] | undefined {
      const value = own(name);
      if (isMissing(value)) return undefined;
      const isJson = typeof value === 'string' && value.trimStart().startsWith('[');
      const list = isJson ? parsed(value) : typeof value === 'string' ? value.split(',') : value;
      if (Array.isArray(list) && list.every((each) => typeof each === 'string'))
        return list.map((each) => each.trim());
      faults[name] = [isJson && list === undefined ? 'Could not parse as valid JSON' : 'Not a list'];
      return undefined;
    },
    own,
    fault(name: string, message: string): void {
      faults[name] = [...(faults[name] ?? []), message];
    },
    /** What is to be answered when something is wrong. */
    refusal: () => (Object.keys(faults).length > 0 ? invalid(faults) : undefined),
  };
}
export type Reader = ReturnType<typeof reader>;
