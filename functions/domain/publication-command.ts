/** What can be asked of a publication, and the ways it says no. */
import type { Dataset } from './dataset.ts';
import type { PrivacyFinding } from './defect.ts';
import type { Flags } from './publication-event.ts';
import type { Refusal } from './refusal.ts';
import type { Purge, Version } from './version.ts';

/** A version ready to be published: its files are stored under their hashes already. */
export type PreparedFacts = Pick<
  Version,
  | 'rows'
  | 'fields'
  | 'distributions'
  | 'quality'
  | 'sample'
  | 'difference'
  | 'contentHash'
  | 'source'
  | 'note'
>;

export type PublicationCommand =
  | {
      readonly type: 'publish';
      /** Checked: `checkDataset` found nothing wrong. */
      readonly dataset: Dataset;
      /** Absent when the content is unchanged or the class has none. */
      readonly version?: PreparedFacts;
      /** Masked; of the version. */
      readonly findings: readonly PrivacyFinding[];
      readonly flags: Flags;
    }
  | {
      readonly type: 'request-override';
      readonly contentHash: string;
      readonly reason: string;
      readonly legalBasis: string;
    }
  | { readonly type: 'approve-override'; readonly contentHash: string }
  | { readonly type: 'refuse-override'; readonly contentHash: string; readonly reason: string }
  | {
      readonly type: 'withdraw-version';
      readonly number: number;
      readonly reason: string;
      readonly legalBasis?: string;
    }
  | { readonly type: 'withdraw-dataset'; readonly reason: string; readonly legalBasis?: string }
  | QuarantineCommand;

/** `number` is of a version; without it the whole dataset is meant. */
export type QuarantineCommand =
  | {
      readonly type: 'quarantine';
      readonly number?: number;
      readonly reason: string;
      readonly legalBasis?: string;
      /** The objection that gave rise to it (Art. 46). */
      readonly objection?: string;
    }
  | {
      readonly type: 'request-release';
      readonly number?: number;
      readonly reason: string;
      readonly legalBasis: string;
    }
  | { readonly type: 'approve-release'; readonly number?: number }
  | { readonly type: 'refuse-release'; readonly number?: number; readonly reason: string }
  /** By the platform itself, after every place was asked. */
  | { readonly type: 'record-purge'; readonly number?: number; readonly places: Purge['places'] };

export type PublicationCommandType = PublicationCommand['type'];

/** Every refusal of a publication, with what it tells the one who asked. */
export const publicationRefusals = {
  'not-owner': 'this dataset belongs to another agency',
  'not-permitted': 'your role may not do this',
  'not-published': 'nothing of this dataset is published',
  'not-blocked': 'no publication of this dataset is held back',
  'override-undecided': 'an override of this publication is requested already; it waits for a second person',
  'override-granted': 'an override of this publication is approved already; publish again',
  'no-override-requested': 'no override of this publication is requested',
  'dataset-withdrawn': 'this dataset is withdrawn; a withdrawn dataset stays withdrawn',
  'version-withdrawn': 'this version is withdrawn already',
  'content-withdrawn': 'this very content was published and withdrawn; it does not come back unchanged',
  'unknown-version': 'this dataset has no such version',
  'other-dataset': 'the descriptor has another id than the dataset it is published as',
  'shared-reopened':
    'it was published as made from shared data, which serves the own duty of who received it and is never opened again (Art. 24, 29); publish data of your own under another id',
  'publisher-changed': 'an id stays with the agency that first published under it; choose another id',
  'withheld-version': 'withheld data has no version; only its entry is published',
  'version-required': 'unconditional data is published with its content',
  'privacy-blocked': 'this content is held back for personal data; mend it, or request an override',
  'other-content': 'this override speaks of other content than the publication held back',
  'reason-required': 'give a reason',
  'dataset-quarantined':
    'this dataset is quarantined; publish a new version, or have it released by two people',
  'version-quarantined': 'this version is quarantined already',
  'not-quarantined': 'nothing of this is quarantined',
  'release-undecided': 'a release is requested already; it waits for a second person',
  'no-release-requested': 'no release of this is requested',
  'bureau-releases': 'the Bureau has ordered this quarantine; it releases it',
  'release-held-back':
    'this content holds what looks like personal data, and the dataset is open without conditions now',
  'personal-reason': 'the reason is public and holds what looks like personal data; leave that out (Art. 45)',
  'legal-basis-required': 'give the law, regulation or rule it rests on',
  'second-person-required': 'this is approved by another person than the one who requested it',
  'generator-not-permitted': 'only the operator of the platform publishes generated sample data',
  overtaken: 'the dataset was changed by somebody else meanwhile; look at it and try again',
  'description-too-large':
    'what the record keeps of this dataset (fields, quality, sample) is too large; declare fewer columns or shorter descriptions',
} as const;
export type PublicationRefusalCode = keyof typeof publicationRefusals;

export function refusalOf<Code extends PublicationRefusalCode>(code: Code): Refusal<Code> {
  return { code, message: publicationRefusals[code] };
}
