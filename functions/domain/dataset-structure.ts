/** The structural half of checking a descriptor: arktype's errors as defects, and the document without its broken parts. */
import { type ArkError, type ArkErrors, type } from 'arktype';
import { type Dataset, dataset, fileSource, generatedSource } from './dataset.ts';
import { allowedAt, knownKeys, knownValues } from './dataset-shape.ts';
import type { Defect } from './defect.ts';
import { nearest } from './nearest.ts';
import { clip, type SoundDataset } from './rule.ts';

export type Structure =
  | { readonly outcome: 'sound'; readonly dataset: Dataset }
  | {
      readonly outcome: 'broken';
      readonly defects: readonly Defect[];
      /** The document without everything that is structurally wrong. */
      readonly sound: SoundDataset;
      /** Where values are wrong or missing; unknown keys are not among them. */
      readonly brokenPaths: readonly string[];
    };

/** Where a value stands: `fields`, `2`, `name`. */
type Path = readonly PropertyKey[];
interface Problem {
  readonly path: Path;
  readonly defect: Defect;
}

/** The structural codes, in words; every defect's code is one of these or a rule's. */
export const structureDefects = {
  'not-an-object': 'the descriptor is not a JSON object',
  'unknown-key': 'a key that the catalogue does not have',
  missing: 'a required value is missing',
  'wrong-type': 'a value of another type than required',
  'not-allowed': 'a value outside what is allowed',
  'one-of-two': 'data names a file and a generator, or neither',
} as const;

/** Checks a descriptor against the schema. Every problem is told, also below unions. */
export function checkStructure(document: unknown): Structure {
  if (Array.isArray(document))
    return { outcome: 'broken', defects: [notAnObject], sound: {}, brokenPaths: [''] };
  const result = dataset()(document);
  if (!(result instanceof type.errors)) return { outcome: 'sound', dataset: result };
  const problems = expand(result, document);
  return {
    outcome: 'broken',
    defects: problems.map(({ defect }) => defect),
    sound: (without(
      document,
      problems.map(({ path }) => path),
    ) ?? {}) as SoundDataset,
    brokenPaths: problems
      .filter(({ defect }) => defect.code !== 'unknown-key')
      .map(({ defect }) => defect.path),
  };
}

/** `fields[2].name`, the way a person writes it. */
function pathText(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    const key = String(segment);
    if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${text}[${JSON.stringify(clip(key))}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

function expand(errors: ArkErrors, document: unknown, prefix: Path = []): Problem[] {
  return [...errors].flatMap((error) => {
    const path = [...prefix, ...error.path];
    const isData = error.code === 'union' && path.length === 1 && path[0] === 'data';
    return isData ? expandData((document as { data: unknown }).data) : [problemOf(error, path)];
  });
}

/** Tells the problems of the arm that was meant, instead of both. */
function expandData(data: unknown): Problem[] {
  const has = (key: string): boolean => typeof data === 'object' && data !== null && Object.hasOwn(data, key);
  if (has('path') === has('generate')) {
    const message = 'name either a file (path) or a generator (generate, rows, seed)';
    return [{ path: ['data'], defect: { code: 'one-of-two', path: 'data', message } }];
  }
  const arm = has('path') ? fileSource()(data) : generatedSource()(data);
  return arm instanceof type.errors ? expand(arm, data, ['data']) : [];
}

const notAnObject: Defect = {
  code: 'not-an-object',
  path: '',
  message: 'the descriptor must be a JSON object',
};

function problemOf(error: ArkError, path: Path): Problem {
  const at = pathText(path);
  if (path.length === 0) return { path, defect: notAnObject };
  if (error.expected === 'removed') return { path, defect: unknownKey(path, at) };
  const allowed = allowedAt(path);
  const rest = { path: at, ...(allowed && { allowed }) };
  if (error.code === 'required') return { path, defect: { code: 'missing', message: 'is missing', ...rest } };
  const code = error.code === 'domain' || error.code === 'proto' ? 'wrong-type' : 'not-allowed';
  return { path, defect: { code, message: wrongValue(error, path, allowed), ...rest } };
}

function unknownKey(path: Path, at: string): Defect {
  const key = clip(String(path.at(-1)));
  const known = knownKeys(path.slice(0, -1));
  const meant = nearest(key, known);
  const message = `"${key}" is not a key here${meant ? `; did you mean "${meant}"?` : '; remove it'}`;
  return { code: 'unknown-key', path: at, message, allowed: known.join(', ') };
}

function wrongValue(error: ArkError, path: Path, allowed: string | undefined): string {
  const value = typeof error.data === 'string' ? error.data : undefined;
  const meant = value === undefined ? undefined : nearest(value, knownValues(path));
  const was = value === undefined ? plainActual(error.actual) : JSON.stringify(clip(value));
  const length = value !== undefined && /ength$/.test(error.code) ? `${value.length} characters` : was;
  const oneOf = knownValues(path).length > 1 ? 'one of ' : '';
  return `must be ${oneOf}${allowed ?? error.expected} (was ${length})${meant ? `; did you mean "${meant}"?` : ''}`;
}

const plainActual = (actual: string): string => (actual === '' ? 'empty' : clip(actual));

/** A copy without what stands at `paths`; list elements are blanked, so that positions stay. */
function without(value: unknown, paths: readonly Path[]): unknown {
  if (paths.some((path) => path.length === 0)) return undefined;
  if (paths.length === 0 || typeof value !== 'object' || value === null) return value;
  const below = Map.groupBy(paths, (path) => String(path[0]));
  const strip = (key: string, child: unknown): unknown =>
    without(
      child,
      (below.get(key) ?? []).map((path) => path.slice(1)),
    );
  if (Array.isArray(value)) return value.map((child, index) => strip(String(index), child));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, strip(key, child)]));
}
