/** What an applicant fills in. The party is not among it: the sign-in knows it already (Art. 32). */
import { Buffer } from 'node:buffer';
import { type } from 'arktype';
import { fileName } from './dataset-names.ts';
import { once } from './once.ts';

/** How conditional data is fetched: rows by query, or a whole table as a file. */
export const accessKinds = ['records', 'export'] as const;
export const frequencies = ['once', 'monthly', 'weekly', 'daily', 'continuous'] as const;

const wantedField = once(() =>
  type({
    '+': 'reject',
    name: '1 <= string <= 63',
    /** Why the purpose needs it; asked for sensitive fields (Art. 26, 45). */
    'reason?': 'string <= 500',
  }),
);

const attachment = once(() =>
  type({
    '+': 'reject',
    name: fileName,
    bytes: 'number.integer >= 0',
    mediaType: '1 <= string <= 100',
    sha256: /^[0-9a-f]{64}$/,
  }),
);

/** Structure only, so that a draft saves as it is; what is missing or too short the pre-check says. */
export const draftForm = once(() =>
  type({
    '+': 'reject',
    'contact?': {
      '+': 'reject',
      'name?': 'string <= 100',
      'phone?': 'string <= 30',
      'email?': 'string <= 200',
    },
    'fields?': wantedField().array().atMostLength(2000),
    /** 应用场景. */
    'scenario?': 'string <= 5000',
    'purpose?': 'string <= 5000',
    'access?': type.enumerated(...accessKinds).array(),
    'frequency?': {
      '+': 'reject',
      'cycle?': type.enumerated(...frequencies),
      'requestsPerDay?': 'number.integer',
    },
    /** Which rows are needed, e.g. a region or a period; all when absent. */
    'scope?': 'string <= 2000',
    /** Months. */
    'term?': 'number.integer',
    'security?': 'string <= 10000',
    /** Ids of the guide's undertakings that the applicant gives. */
    'undertakings?': type('1 <= string <= 40').array().atMostLength(50),
    'attachments?': attachment().array().atMostLength(50),
  }),
);
export type DraftForm = ReturnType<typeof draftForm>['infer'];

/** A form that went through the pre-check. */
export const applicationForm = once(() =>
  type({
    '+': 'reject',
    contact: { '+': 'reject', name: 'string', 'phone?': 'string', 'email?': 'string' },
    'fields?': wantedField().array(),
    scenario: 'string',
    purpose: 'string',
    access: type
      .enumerated(...accessKinds)
      .array()
      .atLeastLength(1),
    frequency: { '+': 'reject', cycle: type.enumerated(...frequencies), requestsPerDay: 'number.integer' },
    'scope?': 'string',
    term: 'number.integer',
    security: 'string',
    undertakings: 'string[]',
    'attachments?': attachment().array(),
  }),
);
export type ApplicationForm = ReturnType<typeof applicationForm>['infer'];

/** UTF-8 bytes as JSON of the largest form that is taken: an event holds it whole. */
const maximumBytes = 128 * 1024;
export const isTooLarge = (form: DraftForm): boolean =>
  Buffer.byteLength(JSON.stringify(form)) > maximumBytes;
