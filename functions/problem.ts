/**
 * Every error the platform answers, as RFC 9457 problem details. One table; the developer pages list it, and
 * a test fails when a code is not documented there.
 */
import { type PublicationRefusalCode, publicationRefusals } from './domain/publication-command.ts';
import { type AccessProblemCode, accessProblems } from './problem-access.ts';
import { type ApplicationProblemCode, applicationProblems } from './problem-application.ts';
import { type UploadProblemCode, uploadProblems } from './problem-upload.ts';
import { type WebhookProblemCode, webhookProblems } from './problem-webhook.ts';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What whoever receives it should do. */
  readonly advice: string;
}

const requestProblems = {
  'invalid-request': {
    status: 400,
    title: 'The request has mistakes',
    advice:
      'Correct every entry of `errors`: each names the parameter or field, what is wrong and what is allowed.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request is not valid HTTP',
    advice: 'Correct what `detail` names; addresses carry other than ASCII characters percent-encoded.',
  },
  unauthenticated: {
    status: 401,
    title: 'A valid access token or session is needed',
    advice:
      'Send `Authorization: Bearer TOKEN` with an unexpired token of the configured OpenID provider, or sign in at /auth/login.',
  },
  'sign-in-failed': {
    status: 400,
    title: 'The sign-in could not be completed',
    advice: 'Begin again at /auth/login, in one window, with cookies allowed.',
  },
  'cross-site-request': {
    status: 403,
    title: 'Another site may not act for a signed-in person',
    advice: 'Send the request from a page of this portal; programs send a bearer token instead of a cookie.',
  },
  'csrf-token-invalid': {
    status: 403,
    title: 'The header X-CSRF-Token does not belong to this session',
    advice: 'Take `csrfToken` from GET /api/v1/me and send the request again.',
  },
  'foreign-organisation': {
    status: 403,
    title: 'You may not act for this organisation',
    advice: 'Choose one of `allowed`; the OpenID provider tells for whom an account may act.',
  },
  'party-undecided': {
    status: 409,
    title: 'You may act for several parties, and the request names none',
    advice:
      'Send the header `X-Acting-For` with the `party` of one of `parties`: a credit code, or `self` for yourself. A session chooses with POST /api/v1/me/acting-for; a body may name it too.',
  },
  'conditional-data': {
    status: 403,
    title: 'This data is conditionally open',
    advice:
      'Read the conditions on the dataset page and apply there; the entry, the fields and a sample are public.',
  },
  'withheld-data': {
    status: 403,
    title: 'This data is not open',
    advice: 'The entry states the reason and the legal basis; an objection can be raised with the publisher.',
  },
  'unknown-address': {
    status: 404,
    title: 'There is nothing at this address',
    advice: 'Look the address up in /openapi.json.',
  },
  'unknown-dataset': {
    status: 404,
    title: 'There is no such dataset',
    advice: 'Find the id in /api/v1/datasets or on the portal.',
  },
  'unknown-file': {
    status: 404,
    title: 'This version has no such file',
    advice: 'Take the name from `distributions` in the dataset’s metadata; `allowed` lists the names.',
  },
  'no-table': {
    status: 404,
    title: 'This dataset has no table to query',
    advice: 'Download its files instead; the metadata lists them.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address does not take this method',
    advice: 'Use one of the methods in the `Allow` header.',
  },
  'idempotency-in-progress': {
    status: 409,
    title: 'The first request with this Idempotency-Key is still being answered',
    advice: 'Repeat the request after the seconds in `Retry-After`.',
  },
  'dataset-withdrawn': {
    status: 410,
    title: 'This dataset was withdrawn',
    advice: 'Stop using it; `reason` says why it was withdrawn.',
  },
  'version-withdrawn': {
    status: 410,
    title: 'This version was withdrawn',
    advice: 'Stop using it and take the latest version; `reason` says why it was withdrawn.',
  },
  'too-large': {
    status: 413,
    title: 'The request is too large',
    advice: 'Keep below the limit in `detail`, or split the data.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has another media type than expected',
    advice: 'Send the media type named in `detail`.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The range lies outside the file',
    advice: 'Ask for bytes below the length in `Content-Range`.',
  },
  'descriptor-invalid': {
    status: 422,
    title: 'The descriptor or its data has defects',
    advice: 'Correct every entry of `defects` and `violations`, then send it again.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key belongs to another request',
    advice: 'Use a new key for a new request; repeat a request with its body unchanged.',
  },
  internal: {
    status: 500,
    title: 'Something went wrong on our side',
    advice: 'Try again; if it persists, report the request id.',
  },
  busy: {
    status: 503,
    title: 'Too many requests are being answered',
    advice: 'Try again after the seconds in `Retry-After`, or download the file.',
  },
  'query-too-slow': {
    status: 503,
    title: 'The query took too long',
    advice: 'Add filters, or download the file and query it yourself.',
  },
  'not-ready': {
    status: 503,
    title: 'The platform cannot answer now',
    advice: '`missing` names what cannot be read: `records`, `blobs` or `catalogue`. The log tells why.',
  },
  'nothing-published': {
    status: 503,
    title: 'Nothing is published yet',
    advice:
      'Try again after the seconds in `Retry-After`; whoever runs the platform publishes the first dataset.',
  },
  'identity-unavailable': {
    status: 503,
    title: 'The OpenID provider cannot be reached',
    advice: 'Try again after the seconds in `Retry-After`.',
  },
} as const satisfies Record<string, ProblemKind>;

/** Status and advice for each refusal of a publication; the words come from the domain. */
const refusalKinds: Readonly<Record<PublicationRefusalCode, readonly [status: number, advice: string]>> = {
  'not-owner': [403, 'Act for the agency that publishes the dataset.'],
  'not-permitted': [403, 'Ask a colleague whose role has this command.'],
  'second-person-required': [403, 'Ask another reviewer of the agency.'],
  'not-published': [404, 'Publish the dataset first.'],
  'unknown-version': [404, 'Take the number from `versions` in the dataset’s metadata.'],
  'not-blocked': [409, 'Look at the history; nothing needs an override.'],
  'override-undecided': [409, 'Wait for the second person’s decision.'],
  'override-granted': [409, 'Publish the same content again.'],
  'no-override-requested': [409, 'Request an override first.'],
  'dataset-withdrawn': [410, 'Publish under another id.'],
  'version-withdrawn': [410, 'Take another version.'],
  'content-withdrawn': [409, 'Correct the content before publishing it again.'],
  'other-dataset': [422, 'Give the descriptor the id it is published as.'],
  'publisher-changed': [409, 'Choose another id.'],
  'withheld-version': [422, 'Leave the content out, or choose another class.'],
  'version-required': [422, 'Name the content in `data` and send its file.'],
  'privacy-blocked': [
    409,
    'Mend the cells in `findings`, or request an override with a reason and a legal basis.',
  ],
  'other-content': [409, 'Use the content hash of the publication that is held back.'],
  'reason-required': [422, 'Give a reason.'],
  'legal-basis-required': [422, 'Give the law, regulation or rule it rests on.'],
  'generator-not-permitted': [403, 'Send the data itself.'],
  overtaken: [409, 'Look at the dataset and try again.'],
  'description-too-large': [422, 'Declare fewer columns, or shorten descriptions.'],
};

type RequestProblemCode = keyof typeof requestProblems;
export type ProblemCode =
  | RequestProblemCode
  | PublicationRefusalCode
  | ApplicationProblemCode
  | AccessProblemCode
  | UploadProblemCode
  | WebhookProblemCode;

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const refusalProblems = Object.fromEntries(
  Object.entries(refusalKinds).map(([code, [status, advice]]) => {
    return [code, { status, title: sentence(publicationRefusals[code as PublicationRefusalCode]), advice }];
  }),
);

/** All codes; where a refusal and a request share one, it means the same. */
export const problems = {
  ...refusalProblems,
  ...applicationProblems,
  ...accessProblems,
  ...uploadProblems,
  ...webhookProblems,
  ...requestProblems,
} as Readonly<Record<ProblemCode, ProblemKind>>;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problems, code);

export const problemMediaType = 'application/problem+json';

export interface ProblemExtras {
  /** What is special about this case, for people. */
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the document (RFC 9457, 3.2); those that every problem has are not to be changed. */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** The problem document of a code. `portalUrl` is the public base URL, `instance` the request's id. */
export function problemDocument(
  code: ProblemCode,
  { portalUrl, instance }: { readonly portalUrl: string; readonly instance: string },
  { detail, members }: ProblemExtras = {},
): Record<string, unknown> {
  const { status, title, advice } = problems[code];
  const own = {
    type: `${portalUrl}/developers/errors/#${code}`,
    title,
    status,
    ...(detail !== undefined && { detail }),
    instance: `urn:request:${instance}`,
    code,
    advice,
  };
  return { ...own, ...members, ...own };
}
