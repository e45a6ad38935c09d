/** All entries in the two orders of the lists. */
import { whenShown } from './catalogue.ts';
import { entries } from './entries.ts';
import type { Listed } from './listed.ts';

export type { Listed };

/** Entries without data come after those with, withdrawn ones last. */
export const rankOf = ({ update }: Listed): number => ['closed', 'withdrawn'].indexOf(update.kind);

const newestFirst = (a: Listed, b: Listed): number =>
  rankOf(a) - rankOf(b) ||
  (a.update.updated < b.update.updated ? 1 : a.update.updated > b.update.updated ? -1 : 0) ||
  (a.id < b.id ? -1 : 1);

const firstPublishedFirst = (a: Listed, b: Listed): number =>
  a.firstPublished < b.firstPublished ? -1 : a.firstPublished > b.firstPublished ? 1 : a.id < b.id ? -1 : 1;

/** The latest updated first. */
export let listing: readonly Listed[] = [];

/** In the order of their first publication: nothing ever moves in it, and what is new comes last. */
export let archive: readonly Listed[] = [];

let byCode: ReadonlyMap<string, Listed> = new Map();

whenShown(() => {
  const all = Array.from(entries.values(), ({ listed }) => listed);
  listing = all.toSorted(newestFirst);
  archive = all.toSorted(firstPublishedFirst);
  byCode = new Map(listing.map((each) => [each.code, each]));
});

export const listedById = (id: string): Listed | undefined => entries.get(id)?.listed;
export const listedByCode = (code: string): Listed | undefined => byCode.get(code);
