/** Shapes of answers in the interface description. What publishers write is described by the catalogue schema itself. */

import { objectionKinds } from '../domain/objection-state.ts';
import { applicants, minGroup, serviceGuide } from './openapi-guide.ts';
import { count, list, nullableText, record, text } from './openapi-shapes.ts';

const facet = list(record({ value: text, count }));
const office = record({ id: text, name: text, nameEn: text, creditCode: text, kind: text }, ['id']);
const organisation = record({ creditCode: text, name: text });
const withdrawal = record({ at: text, reason: text, legalBasis: text }, ['at', 'reason']);

const distribution = record(
  {
    name: text,
    format: text,
    mediaType: text,
    bytes: count,
    sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    role: { enum: ['data', 'original', 'attachment', 'report'] },
    title: text,
    url: { type: 'string', format: 'uri' },
  },
  ['name', 'format', 'mediaType', 'bytes', 'sha256', 'role', 'url'],
);

const version = record(
  {
    number: count,
    issued: { type: 'string', format: 'date-time' },
    note: text,
    rows: { type: ['integer', 'null'] },
    fields: list({ $ref: '#/components/schemas/Field' }),
    distributions: list(distribution),
    quality: { type: ['object', 'null'] },
    sample: list({ type: 'object' }),
    difference: { type: 'object' },
    withdrawn: withdrawal,
  },
  ['number', 'issued', 'rows', 'fields', 'distributions', 'quality', 'sample'],
);

/** Objections that stand against the data (Art. 46); absent without any. */
const disputed = list(
  record(
    {
      id: text,
      kind: { enum: objectionKinds },
      version: count,
      field: text,
      row: count,
      since: { type: 'string', format: 'date-time' },
    },
    ['id', 'kind', 'since'],
  ),
);

const grant = record(
  {
    decision: text,
    organisation: text,
    creditCode: text,
    purpose: text,
    fields: list(text),
    from: { type: 'string', format: 'date-time' },
    until: { type: 'string', format: 'date-time' },
  },
  ['decision', 'fields', 'from', 'until'],
);
const openness = record(
  { class: text, ground: text, reason: text, legalBasis: text, conditions: text, applicants },
  ['class'],
);
/** Of conditional data only. */
const opening = record({
  applications: count,
  approved: count,
  rejected: count,
  lapsed: count,
  revoked: count,
  meanWorkingDays: { type: ['number', 'null'] },
  grants: list(grant),
});

const summary = record(
  {
    id: text,
    code: text,
    title: text,
    titleEn: text,
    description: text,
    publisher: office,
    theme: text,
    keywords: list(text),
    openness: text,
    priority: list(text),
    updateCycle: text,
    issued: text,
    modified: text,
    status: { enum: ['published', 'withdrawn', 'quarantined'] },
    lastPublished: text,
    version: { type: ['integer', 'null'] },
    rows: { type: ['integer', 'null'] },
    formats: list(text),
    opening,
    disputed,
    links: { type: 'object' },
  },
  ['id', 'code', 'title', 'publisher', 'openness', 'status', 'formats', 'links'],
);

export const schemas = {
  CkanEnvelope: record(
    {
      help: { type: 'string', format: 'uri' },
      success: { type: 'boolean' },
      result: {},
      error: record({ __type: text, message: text }, ['__type']),
    },
    ['help', 'success'],
  ),
  Problem: record(
    {
      type: { type: 'string', format: 'uri' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: text,
      code: text,
      advice: text,
      errors: list(record({ field: text, message: text, allowed: list(text) }, ['field', 'message'])),
    },
    ['type', 'title', 'status', 'instance', 'code', 'advice'],
  ),
  Health: record({ status: { const: 'ok' }, version: text }),
  Readiness: record({
    status: { const: 'ready' },
    version: text,
    catalogue: record({ digest: text, updated: text, entries: count }),
  }),
  Me: {
    oneOf: [
      record({ signedIn: { const: false } }),
      record({
        signedIn: { const: true },
        id: text,
        name: nullableText,
        roles: list(text),
        agency: nullableText,
        organisations: list(organisation),
        actingFor: { oneOf: [organisation, { type: 'null' }] },
        undecided: { type: 'boolean' },
        csrfToken: nullableText,
      }),
    ],
  },
  SignedOut: record({ signedIn: { const: false }, next: { type: 'string', format: 'uri' } }),
  EntryList: record({
    data: list(summary),
    links: record({ next: nullableText }),
    meta: record({
      total: count,
      catalogue: text,
      facets: record({ theme: facet, agency: facet, openness: facet, priority: facet, format: facet }),
    }),
  }),
  Entry: record(
    {
      id: text,
      code: text,
      title: text,
      publisher: office,
      responsibleDepartment: office,
      openness,
      minGroup,
      status: { enum: ['published', 'withdrawn', 'quarantined'] },
      firstPublished: text,
      lastPublished: text,
      opening,
      disputed,
      versions: list(version),
      links: { type: 'object' },
    },
    ['id', 'code', 'title', 'publisher', 'openness', 'status', 'versions', 'links'],
  ),
  ServiceGuide: serviceGuide,
  RecordsPage: record({
    data: list({ type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } }),
    links: record({ next: nullableText }),
    meta: record({ total: count, version: { type: 'integer' }, disputed }, ['total', 'version']),
  }),
} as const;
