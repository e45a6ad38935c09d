/** What another portal tells of one of its datasets, in the platform's words: as much as it says, and nothing made up. */
import type { SoundDataset } from './rule.ts';

/** Ways in which portals tell their catalogues: DCAT(-AP) as RDF, CKAN's Action API, DCAT-US `data.json`. */
export const harvestKinds = ['dcat', 'ckan', 'data-json'] as const;
export type HarvestKind = (typeof harvestKinds)[number];

/** The parts of a descriptor that another portal can tell. */
export type ToldEntry = Pick<
  SoundDataset,
  | 'code'
  | 'title'
  | 'titleEn'
  | 'description'
  | 'descriptionEn'
  | 'theme'
  | 'keywords'
  | 'keywordsEn'
  | 'openness'
  | 'acquisition'
  | 'priority'
  | 'updateCycle'
  | 'issued'
  | 'modified'
  | 'spatial'
  | 'temporal'
  | 'licence'
  | 'contact'
>;

/** Where the data can be had, at the source. */
export interface ToldDistribution {
  readonly title?: string;
  /** http or https. */
  readonly url: string;
  readonly format?: string;
  readonly mediaType?: string;
}

/** Whom the source calls the publisher. */
export interface ToldPublisher {
  readonly name?: string;
  readonly creditCode?: string;
}

export interface ToldRecord {
  /** As the source has it: any text, never part of a path. */
  readonly identifier: string;
  readonly landingPage?: string;
  readonly publisher?: ToldPublisher;
  readonly entry: ToldEntry;
  readonly distributions: readonly ToldDistribution[];
}

/** What a reader found: a record, or why there is none. `identifier` is given where it can be told. */
export type FoundRecord =
  | { readonly outcome: 'told'; readonly record: ToldRecord }
  | { readonly outcome: 'bad'; readonly identifier?: string; readonly reason: BadRecord };

/**
 * | reason        | the record                                                |
 * |---------------|-----------------------------------------------------------|
 * | not-an-object | is no object at all                                       |
 * | no-identifier | has nothing by which it would be known again              |
 * | no-title      | has no name                                               |
 * | repeated      | has the identifier of another one of the same catalogue   |
 * | too-large     | is larger than what is kept of a record                   |
 */
export const badRecords = ['not-an-object', 'no-identifier', 'no-title', 'repeated', 'too-large'] as const;
export type BadRecord = (typeof badRecords)[number];

/** UTF-8 bytes of a record as JSON; 25 of them, twice, fit into one append. */
export const mostRecordBytes = 48 * 1024;
