/**
 * The favourites of one person, as rows alone: nobody's reading belongs in the audit trail, and what is taken out is gone.
 *
 * | index           | key     | sort    | holds                                     |
 * |-----------------|---------|---------|-------------------------------------------|
 * | favourites      | person  | subject | what the person keeps                     |
 * | favourite-of    | subject | person  | who keeps it: for telling, and for counting |
 * | favourite-known | all     | subject | what was ever kept, by anybody            |
 */
import { type } from 'arktype';
import {
  type Favourite,
  type FavouriteRefusalCode,
  mostFavourites,
  type Subject,
} from '../../domain/favourite.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { once } from '../../domain/once.ts';
import { allRows } from '../all-rows.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import { appendEvents } from '../event-log.ts';
import type { AppendOptions, IndexRow, Records } from '../ports.ts';

export interface FavouriteDeps {
  readonly records: Records;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
}

const own = 'favourites';
const keepers = 'favourite-of';
const known = { index: 'favourite-known', key: 'all' } as const;
/** What is new of favourites and not mailed yet (`subscription/people.ts`); it goes with the favourite. */
export const waiting = { index: 'favourite-news', key: 'waiting' } as const;
export const waitingNews = (person: string, subject: Subject) =>
  ({ ...waiting, sort: `${person}/${subject}` }) as const;
/** Three rows each at the most; one append takes 60. */
const atOnce = 20;

const stored = once(() => type({ at: 'string', notify: 'boolean' }));
type Kept = ReturnType<typeof stored>['infer'];

/** What a person keeps, newest first. */
export async function listFavourites(records: Records, person: string): Promise<readonly Favourite[]> {
  const rows = await allRows(records, own, person);
  return rows
    .map(({ sort, value }) => ({ subject: sort as Subject, ...stored().assert(value) }))
    .toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? 1 : -1));
}

/** Who keeps it, by id of the person. */
export async function keepersOf(
  records: Records,
  subject: Subject,
): Promise<readonly (Kept & { readonly person: string })[]> {
  const rows = await allRows(records, keepers, subject);
  return rows.map(({ sort: person, value }) => ({ person, ...stored().assert(value) }));
}

/** What anybody ever kept; perhaps nobody does any more. */
export const knownSubjects = async (records: Records): Promise<readonly Subject[]> =>
  (await allRows(records, known.index, known.key)).map(({ sort }) => sort as Subject);

/** Keeps it; kept already, it is changed by `notify` alone, and told of what comes from then on. */
export async function addFavourite(
  { records, now, catalogue }: FavouriteDeps,
  person: string,
  subject: Subject,
  notify?: boolean,
): Promise<'kept' | FavouriteRefusalCode> {
  const favourites = await listFavourites(records, person);
  const before = favourites.find((each) => each.subject === subject);
  if (before) {
    await changeNotices(records, person, [before], notify ?? before.notify);
    return 'kept';
  }
  if (!isPublic(catalogue(), subject)) return 'unknown-favourite';
  if (favourites.length >= mostFavourites) return 'too-many-favourites';
  const put = [
    ...rowsOf(person, { subject, at: now().toISOString(), notify: notify ?? false }),
    { ...known, sort: subject, value: {} },
  ];
  await write(records, person, { put });
  return 'kept';
}

/** Tells, or tells no more, of what is new. */
export async function changeNotices(
  records: Records,
  person: string,
  favourites: readonly Favourite[],
  notify: boolean,
): Promise<void> {
  const changed = favourites.filter((each) => each.notify !== notify);
  for (let from = 0; from < changed.length; from += atOnce) {
    const put = changed.slice(from, from + atOnce).flatMap((each) => rowsOf(person, { ...each, notify }));
    await write(records, person, { put });
  }
}

/** Takes some out; those that were not kept are passed over. */
export async function removeFavourites(
  records: Records,
  person: string,
  subjects: readonly Subject[],
): Promise<void> {
  for (let from = 0; from < subjects.length; from += atOnce) {
    const remove = subjects
      .slice(from, from + atOnce)
      .flatMap((subject) => [
        ...rowsOf(person, { subject, at: '', notify: false }).map(({ value: _, ...place }) => place),
        waitingNews(person, subject),
      ]);
    await write(records, person, { remove });
  }
}

function isPublic(catalogue: Catalogue, subject: Subject): boolean {
  const id = subject.slice(subject.indexOf('/') + 1);
  return subject.startsWith('dataset/')
    ? catalogue.entry(id)?.status === 'published'
    : catalogue.agency(id) !== undefined;
}

function rowsOf(person: string, { subject, ...value }: Favourite): IndexRow[] {
  return [
    { index: own, key: person, sort: subject, value },
    { index: keepers, key: subject, sort: person, value },
  ];
}

async function write(records: Records, person: string, options: AppendOptions): Promise<void> {
  const stream = `favourites/${person}`;
  const { outcome } = await appendEvents(records, stream, { length: 0, lastHash: chainOrigin }, [], options);
  if (outcome !== 'appended') throw new TypeError(`${stream} has events, which nothing writes`);
}
