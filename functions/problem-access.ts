/** The problems of access keys and of keyed data. Without a valid key nobody learns what exists or what was granted. */
import { type AccessKeyRefusalCode, accessKeyRefusals } from './domain/access-key-refusals.ts';
import { type ProblemKind, problemsOf } from './problem-kind.ts';

const keyed = {
  'key-in-url': {
    status: 400,
    title: 'An access key stands in the address',
    advice:
      'Addresses are logged on the way: revoke this key, and send the new one as `Authorization: Bearer KEY` or `X-API-Key: KEY`.',
  },
  'invalid-key': {
    status: 401,
    title: 'This is not a valid access key',
    advice: 'Check that it was copied whole, and that it was neither revoked nor replaced.',
  },
  'address-not-allowed': {
    status: 403,
    title: 'The key may not be used from this address',
    advice: 'Ask from an address of the key’s allow-list, or have the list changed.',
  },
  'grant-ended': {
    status: 403,
    title: 'The grant of this key has ended',
    advice: 'Look at the application: it was revoked, closed, or has run out; apply again or renew.',
  },
  'access-not-granted': {
    status: 403,
    title: 'The grant does not give this kind of access',
    advice: 'Use one of the kinds in `allowed`, or apply for this one.',
  },
  'partly-granted': {
    status: 403,
    title: 'The file holds more than was granted',
    advice: 'Use the export of the dataset: it gives the granted columns and rows.',
  },
  'grant-outdated': {
    status: 409,
    title: 'The grant does not fit this version of the data',
    advice: 'Ask for an earlier version, and have the agency decide on the grant anew.',
  },
  'rate-limited': {
    status: 429,
    title: 'More requests at once than the grant allows',
    advice: 'Wait the seconds in `Retry-After`; `RateLimit` tells where you stand.',
  },
  'quota-used-up': {
    status: 429,
    title: 'The quota of the grant is used up',
    advice:
      'Wait the seconds in `Retry-After`: days and months are those of China. Requests that are refused for what they say cost nothing of it.',
  },
} as const satisfies Record<string, ProblemKind>;

export type AccessProblemCode = keyof typeof keyed | AccessKeyRefusalCode;

const statuses: Readonly<Record<AccessKeyRefusalCode, number>> = {
  'unknown-key': 404,
  'grant-not-active': 409,
  'too-many-keys': 409,
  'key-ended': 409,
  'keys-overtaken': 409,
};

const refused = problemsOf(statuses, accessKeyRefusals);

export const accessProblems: Readonly<Record<AccessProblemCode, ProblemKind>> = { ...refused, ...keyed };
