/** What the schema allows at a place of the descriptor, in words; read from the schema itself. */
import { dataset } from './dataset.ts';
import { once } from './once.ts';

/** The part of JSON Schema that arktype writes for the catalogue. */
interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const day = 'a day as CCYY-MM-DD, e.g. 2026-03-31';
const agencyId = 'the id of a registered agency';
const catalogueCode = 'class (1 digit), item (2), catalogue (3), detail, "/", sequence, e.g. 307008001/1';
const plainFileName = 'the name of a file beside the descriptor, without a path';
const webAddress = 'an http or https address';

/** Words for what the schema says as a pattern. */
const words: Readonly<Record<string, string>> = {
  id: 'lower-case letters, digits and inner hyphens, 2–64 characters',
  code: catalogueCode,
  'related[]': catalogueCode,
  'derivedFrom[]': 'the id of a dataset',
  publisher: agencyId,
  responsibleDepartment: agencyId,
  theme: 'a national theme, 201–217',
  issued: day,
  modified: day,
  reviewBy: day,
  'temporal.start': day,
  'temporal.end': day,
  'fields[].name': 'a letter or underscore, then letters, digits and underscores, at most 63 characters',
  'spatial.code': 'a GB/T 2260 or statistical code, 2–12 digits',
  'contact.phone': 'digits, spaces, hyphens, brackets and +, 5–30 characters',
  'contact.email': 'an e-mail address',
  licence: `CC-BY-4.0, CC0-1.0, ODC-By-1.0, MIT, or ${webAddress}`,
  'sources[].url': webAddress,
  'data.path': plainFileName,
  'attachments[].path': plainFileName,
  'data.generate': 'the name of a generator',
};

const shapeOfDataset = once(() => dataset().toJsonSchema({ fallback: (context) => context.base }) as Shape);

/** The shapes a place may have: several below a union. */
function shapesAt(path: readonly PropertyKey[]): readonly Shape[] {
  let shapes: readonly Shape[] = [shapeOfDataset()];
  for (const segment of path)
    shapes = shapes
      .flatMap((shape) => shape.anyOf ?? [shape])
      .flatMap(
        (shape) => (typeof segment === 'number' ? shape.items : shape.properties?.[String(segment)]) ?? [],
      );
  return shapes.flatMap((shape) => shape.anyOf ?? [shape]);
}

/** The keys an object at `path` may have. */
export function knownKeys(path: readonly PropertyKey[]): string[] {
  return [...new Set(shapesAt(path).flatMap((shape) => Object.keys(shape.properties ?? {})))].sort();
}

/** The values a place may have, where the schema lists them. */
export function knownValues(path: readonly PropertyKey[]): string[] {
  return shapesAt(path).flatMap((shape) => (shape.enum ?? []).map(String));
}

/** What may stand at `path`, in words. */
export function allowedAt(path: readonly PropertyKey[]): string | undefined {
  const known =
    words[
      path
        .map((segment) => (typeof segment === 'number' ? '[]' : `.${String(segment)}`))
        .join('')
        .slice(1)
    ];
  const described = known ?? shapesAt(path).map(describe).filter(Boolean).join(' or ');
  return described || undefined;
}

function describe(shape: Shape): string {
  if (shape.enum) return shape.enum.map(String).join(', ');
  if ('const' in shape) return String(shape.const);
  if (shape.properties) return `an object with ${Object.keys(shape.properties).sort().join(', ')}`;
  if (shape.type === 'array') return `a list${range(shape.minItems, shape.maxItems, 'items')}`;
  if (shape.type === 'string') return `text${range(shape.minLength, shape.maxLength, 'characters')}`;
  if (shape.type === 'integer') return `a whole number${range(shape.minimum, shape.maximum, '')}`;
  if (shape.type === 'boolean') return 'true or false';
  return shape.type ? `a ${shape.type}` : '';
}

function range(minimum: number | undefined, maximum: number | undefined, unit: string): string {
  const of = unit ? ' of' : '';
  const isOne = minimum === 1 && maximum === 1;
  const tail = unit ? ` ${isOne ? unit.replace(/s$/, '') : unit}` : '';
  if (minimum !== undefined && maximum !== undefined)
    return `${of} ${minimum === maximum ? minimum : `${minimum}–${maximum}`}${tail}`;
  if (minimum !== undefined) return `${of} at least ${minimum}${tail}`;
  return maximum === undefined ? '' : `${of} at most ${maximum}${tail}`;
}
