/** What every description of an entry in another vocabulary begins with. */
import type { Agency } from '../../domain/agency.ts';
import type { Distribution, Version } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

export interface Describing {
  readonly catalogue: Pick<Catalogue, 'agency' | 'agencies'>;
  /** Without a slash at the end. */
  readonly portalUrl: string;
}

export const pageOf = (portalUrl: string, id: string): string => `${portalUrl}/datasets/${id}/`;

export const fileUrl = (portalUrl: string, id: string, version: number, name: string): string =>
  `${portalUrl}/files/${id}/${version}/${encodeURIComponent(name)}`;

/** Without parameters: `text/csv; charset=utf-8` is of the type `text/csv`. */
export const bareMediaType = (mediaType: string): string => mediaType.split(';')[0]?.trim() ?? mediaType;

/** Files with data in them: reports such as checksums are none. */
export const contentFiles = ({ distributions }: Version): readonly Distribution[] =>
  distributions.filter(({ role }) => role !== 'report');

export const supervisorOf = ({ catalogue }: Describing): Agency | undefined =>
  catalogue.agencies().find(({ kind }) => kind === 'bureau');

/** Semantic versioning, as data has it: another version of the content may break what was made for the one before. */
export const semanticVersion = (number: number): string => `${number}.0.0`;

/** At most `most` characters as people and JSON Schema count them, the last an ellipsis where something is left out. */
export function clipped(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
