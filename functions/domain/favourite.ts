/** What somebody keeps at hand: datasets, and agencies with their open lists (Art. 29). Their own affair: it is in no event. */

import type { CatalogueNews } from './catalogue-news.ts';

export const mostFavourites = 200;

/** `dataset/ID` or `agency/ID`. */
export type Subject = `dataset/${string}` | `agency/${string}`;

export interface Favourite {
  readonly subject: Subject;
  /** Since when, ISO 8601 UTC. */
  readonly at: string;
  /** Whether its keeper is told of what is new. */
  readonly notify: boolean;
}

/** The two ways in which a subject is named by those who send one. */
export type Named = { readonly dataset: string } | { readonly agency: string };

export const subjectOf = (named: Named): Subject =>
  'dataset' in named ? `dataset/${named.dataset}` : `agency/${named.agency}`;

export function namedBy(subject: Subject): Named {
  const [kind, id = ''] = subject.split('/');
  return kind === 'dataset' ? { dataset: id } : { agency: id };
}

/** Whose keepers a piece of news is for. */
export const subjectOfNews = ({ dataset, agency }: Pick<CatalogueNews, 'dataset' | 'agency'>): Subject =>
  dataset === undefined ? `agency/${agency}` : `dataset/${dataset}`;

export const favouriteRefusals = {
  'unknown-favourite':
    'there is no such dataset or agency in the public catalogue; take the id from the catalogue',
  'too-many-favourites': `an account keeps at most ${mostFavourites} favourites; remove one that is not needed`,
} as const;
export type FavouriteRefusalCode = keyof typeof favouriteRefusals;
