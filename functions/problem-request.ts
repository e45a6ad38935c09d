/** What is wrong with a request before, or apart from, what it asks for: see `problem.ts`. */
import type { ProblemKind } from './problem-kind.ts';

export const requestProblems = {
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
  'proof-required': {
    status: 428,
    title: 'Filing without an account takes a proof of work',
    advice:
      'Ask POST /api/v1/challenges, find a nonce, and send the header `Proof-Of-Work`; or sign in, or send a bearer token.',
  },
  'proof-refused': {
    status: 403,
    title: 'The proof of work does not count',
    advice: '`reason` says why; take a new challenge and send the request again.',
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
  'not-in-log': {
    status: 404,
    title: 'The public log does not tell of this yet',
    advice: 'Try again after the seconds in `Retry-After`: the log follows a publication within a minute.',
  },
  'unknown-stream': {
    status: 404,
    title: 'There is no such event stream',
    advice: 'Take its name from /api/v1/audit.',
  },
  'stream-damaged': {
    status: 500,
    title: 'An event of this stream cannot be read any more',
    advice: '`sequence` names it; /api/v1/audit/check says what is wrong. Compare it with a backup.',
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
  'dataset-quarantined': {
    status: 410,
    title: 'This dataset is quarantined',
    advice:
      'It was taken offline at once because it may leak personal data or secrets: delete what you have of it; `reason` says why.',
  },
  'version-quarantined': {
    status: 410,
    title: 'This version is quarantined',
    advice:
      'It was taken offline at once because it may leak personal data or secrets: delete what you have of it, and take another version.',
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
