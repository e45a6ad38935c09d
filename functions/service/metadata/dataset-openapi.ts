/** OpenAPI 3.1 of one dataset: its rows with exactly the columns that whoever asks may see. Source: OpenAPI Specification 3.1.1. */
import type { Field } from '../../domain/dataset.ts';
import type { GrantTerms } from '../../domain/grant.ts';
import { licenceOf } from '../../domain/licence.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import { exportFormats, exportMediaTypes } from '../query/export-formats.ts';
import { type Operator, operatorsOfType } from '../query/query.ts';
import { clipped, pageOf, semanticVersion } from './common.ts';

export interface Described {
  readonly entry: CatalogueEntry;
  readonly version: number;
  /** The columns that there are for the asker. */
  readonly fields: readonly Field[];
  /** The ways in which the asker may ask; all that there are without a grant. */
  readonly access: GrantTerms['access'];
  /** Of the holder of a key. */
  readonly grant?: Pick<GrantTerms, 'quota' | 'rate'> & { readonly until: string };
}

const jsonTypes: Readonly<Record<Field['type'], string>> = {
  string: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  date: 'string',
  datetime: 'string',
  year: 'integer',
  geopoint: 'string',
};

/** What JSON Schema has no word for. */
const typeNotes: Partial<Record<Field['type'], string>> = {
  datetime: 'ISO 8601; local time of the data unless it ends with Z',
  geopoint: 'longitude,latitude',
};

function cellSchema({
  type,
  title,
  titleEn,
  description,
  unit,
  sensitivity,
  constraints = {},
}: Field): object {
  const { required, minLength, maxLength, pattern, minimum, maximum, enum: values } = constraints;
  const isText = type === 'string';
  const isNumeric = ['integer', 'number', 'year'].includes(type);
  const note = [titleEn, description, unit && `(${unit})`, typeNotes[type]].filter(Boolean).join(' · ');
  return {
    type: required ? jsonTypes[type] : [jsonTypes[type], 'null'],
    title,
    ...(note && { description: note }),
    ...(type === 'date' && { format: 'date' }),
    ...(isText && { minLength, maxLength, pattern }),
    ...(isNumeric && typeof minimum === 'number' && { minimum }),
    ...(isNumeric && typeof maximum === 'number' && { maximum }),
    ...(values && { enum: required ? values : [...values, null] }),
    'x-sensitivity': sensitivity,
  };
}

/** What each operator takes as its value. */
function valueSchema(operator: Operator, { type }: Field): object {
  switch (operator) {
    case 'sort':
      return { enum: ['asc', 'desc'] };
    case 'in':
    case 'notin':
    case 'contains':
      return { type: 'string', maxLength: 1000 };
    case 'isnull':
    case 'isnotnull':
    case 'groupby':
    case 'count':
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
      return { type: 'string' };
    default:
      return { type: jsonTypes[type], ...(type === 'date' && { format: 'date' }) };
  }
}

const valueless: ReadonlySet<Operator> = new Set([
  'isnull',
  'isnotnull',
  'groupby',
  'count',
  'sum',
  'avg',
  'min',
  'max',
]);

const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more });

const fieldParameters = (field: Field): object[] =>
  operatorsOfType[field.type].map((operator) =>
    query(`${field.name}__${operator}`, valueSchema(operator, field), {
      ...(valueless.has(operator) && { allowEmptyValue: true }),
    }),
  );

function sharedParameters({ fields }: Described): object[] {
  const names = { type: 'array', items: { enum: fields.map(({ name }) => name) } };
  return [
    query('version', { type: 'integer', minimum: 1 }),
    query('columns', names, { style: 'form', explode: false }),
    ...fields.flatMap(fieldParameters),
  ];
}

const failures = {
  '4XX': {
    description: 'What is wrong, by a stable `code` (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

function recordsOperation(): object {
  return {
    operationId: 'records',
    summary: 'A page of rows',
    parameters: [{ $ref: '#/components/parameters/limit' }, { $ref: '#/components/parameters/cursor' }],
    responses: {
      '200': {
        description: 'A page of rows',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Page' } } },
      },
      ...failures,
    },
  };
}

const exportOperation = (): object => ({
  operationId: 'export',
  summary: 'All rows as a file',
  parameters: [
    { name: 'format', in: 'path', required: true, schema: { enum: exportFormats } },
    query('bom', { type: 'boolean' }),
    query('formulas', { enum: ['escape'] }),
  ],
  responses: {
    '200': {
      description: 'The file',
      content: Object.fromEntries(Object.values(exportMediaTypes).map((mediaType) => [mediaType, {}])),
    },
    ...failures,
  },
});

const page = {
  type: 'object',
  required: ['data', 'links', 'meta'],
  properties: {
    data: { type: 'array', items: { $ref: '#/components/schemas/Row' } },
    links: { type: 'object', properties: { next: { type: ['string', 'null'], format: 'uri' } } },
    meta: { type: 'object', properties: { total: { type: 'integer' }, version: { type: 'integer' } } },
  },
};

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: { type: 'array', items: { type: 'object' } },
  },
};

function components(described: Described): object {
  const { fields } = described;
  return {
    schemas: {
      Row: {
        type: 'object',
        description:
          'Plain rows have the columns that were asked for; groups have the grouping columns and `COLUMN__function`.',
        properties: Object.fromEntries(fields.map((field) => [field.name, cellSchema(field)])),
      },
      Page: page,
      Problem: problem,
    },
    parameters: {
      limit: query('limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }),
      cursor: query('cursor', { type: 'string', maxLength: 80 }),
    },
    securitySchemes: {
      key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      bearer: { type: 'http', scheme: 'bearer' },
    },
  };
}

function descriptionText({ entry, grant }: Described): string {
  const { description, openness, minGroup } = entry.dataset;
  const parts = [clipped(description, 2000)];
  if (openness.class === 'conditional')
    parts.push(
      grant
        ? 'The columns that your grant gives.'
        : 'Conditional data: its rows are given to the holders of a grant, and of its columns those that the grant names.',
      openness.conditions ?? '',
    );
  if (minGroup !== undefined)
    parts.push(`Rows are told in groups of at least ${minGroup}: ask with groupby and aggregates.`);
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The description of a dataset with a table. */
export function datasetOpenapi(described: Described, portalUrl: string): object {
  const { entry, version, access, grant } = described;
  const { dataset } = entry;
  const isOpen = dataset.openness.class === 'unconditional';
  const licence = licenceOf(dataset.licence);
  const base = `/api/v1/datasets/${dataset.id}`;
  const parameters = sharedParameters(described);
  return {
    openapi: '3.1.1',
    info: {
      title: dataset.title,
      ...(dataset.titleEn && { summary: dataset.titleEn }),
      version: semanticVersion(version),
      description: descriptionText(described),
      ...(isOpen && { license: { name: licence.name, url: licence.url } }),
    },
    servers: [{ url: portalUrl }],
    externalDocs: { url: pageOf(portalUrl, dataset.id) },
    security: isOpen ? [] : [{ key: [] }, { bearer: [] }],
    ...(grant && { 'x-grant': { quota: grant.quota, rate: grant.rate, until: grant.until } }),
    paths: {
      ...(access.includes('records') && { [`${base}/records`]: { parameters, get: recordsOperation() } }),
      ...(access.includes('export') && {
        [`${base}/export/{format}`]: { parameters, get: exportOperation() },
      }),
    },
    components: components(described),
  };
}
