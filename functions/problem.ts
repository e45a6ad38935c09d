/**
 * Every error the platform answers, as RFC 9457 problem details. One table; the developer pages list it, and
 * a test fails when a code is not documented there.
 */
import { type PublicationRefusalCode, publicationRefusals } from './domain/publication-command.ts';
import { type AccessProblemCode, accessProblems } from './problem-access.ts';
import { type ApplicationProblemCode, applicationProblems } from './problem-application.ts';
import { type FavouriteProblemCode, favouriteProblems } from './problem-favourite.ts';
import { type HarvestedProblemCode, harvestedProblems } from './problem-harvested.ts';
import { type ProblemKind, sentence } from './problem-kind.ts';
import { type ObjectionProblemCode, objectionProblems } from './problem-objection.ts';
import { requestProblems } from './problem-request.ts';
import { type ShareProblemCode, shareProblems } from './problem-share.ts';
import { type UploadProblemCode, uploadProblems } from './problem-upload.ts';
import { type VoiceProblemCode, voiceProblems } from './problem-voice.ts';
import { type WebhookProblemCode, webhookProblems } from './problem-webhook.ts';

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
  'dataset-quarantined': [410, 'Publish a new version, or have it released by two people.'],
  'version-quarantined': [410, 'Take another version.'],
  'not-quarantined': [409, 'Look at the history.'],
  'release-undecided': [409, 'Wait for the second person’s decision.'],
  'no-release-requested': [409, 'Request a release first.'],
  'bureau-releases': [403, 'Ask the Bureau.'],
  'release-held-back': [
    409,
    'Publish a mended version, or give the dataset a conditional class before it is released.',
  ],
  'personal-reason': [422, 'Leave that out (Art. 45).'],
  'content-withdrawn': [409, 'Correct the content before publishing it again.'],
  'other-dataset': [422, 'Give the descriptor the id it is published as.'],
  'publisher-changed': [409, 'Choose another id.'],
  'shared-reopened': [409, 'Publish data of your own under another id.'],
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
  | ObjectionProblemCode
  | UploadProblemCode
  | ShareProblemCode
  | VoiceProblemCode
  | WebhookProblemCode
  | FavouriteProblemCode
  | HarvestedProblemCode;

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
  ...objectionProblems,
  ...uploadProblems,
  ...shareProblems,
  ...voiceProblems,
  ...webhookProblems,
  ...favouriteProblems,
  ...harvestedProblems,
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
