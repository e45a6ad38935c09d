/**
 * The favourites of one person, as rows alone: nobody's reading belongs in the audit trail, and what is taken out is gone.
 *
 * | index           | key     | sort    | holds                                     |
 * |-----------------|---------|---------|-------------------------------------------|
 * | favourites      | person  | subject | what the person keeps                     |
 * | favourite-of    | subject | person  | who keeps it: for telling, and for counting |
 * | favourite-known | all     | subject | what was ever kept, by anybody            |
 * | favourites-turn | person  | turn    | how often the list was changed: the next change takes the next turn |
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
import type { IndexRow, Records } from '../ports.ts';

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
const turns = 'favourites-turn';
/** Three rows each at the most, and that of the turn; one append takes 60. */
const atOnce = 19;
/** Of a change that others came before: each time somebody's was written, so that all of a few at once are. */
const mostAttempts = 10;

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

/** `overtaken`: other changes of the same list came before each attempt; nothing of it, or its first part, is done. */
export type ListChange<Refused extends string = never> = 'kept' | 'overtaken' | Refused;

/** Keeps it; kept already, it is changed by `notify` alone, and told of what comes from then on. */
export function addFavourite(
  { records, now, catalogue }: FavouriteDeps,
  person: string,
  subject: Subject,
  notify?: boolean,
): Promise<ListChange<FavouriteRefusalCode>> {
  return changeList<FavouriteRefusalCode>(records, person, (favourites) => {
    const before = favourites.find((each) => each.subject === subject);
    if (before) return noticesOf([before], notify ?? before.notify);
    if (!isPublic(catalogue(), subject)) return 'unknown-favourite';
    if (favourites.length >= mostFavourites) return 'too-many-favourites';
    return [{ put: { subject, at: now().toISOString(), notify: notify ?? false } }];
  });
}

/** Tells, or tells no more, of what is new of all of them. */
export const changeNotices = (records: Records, person: string, notify: boolean): Promise<ListChange> =>
  changeList<never>(records, person, (favourites) => noticesOf(favourites, notify));

/** Takes some out, or all; those that are not kept are passed over. */
export const removeFavourites = (
  records: Records,
  person: string,
  subjects: readonly Subject[] | 'all',
): Promise<ListChange> =>
  changeList<never>(records, person, (favourites) =>
    favourites
      .filter(({ subject }) => subjects === 'all' || subjects.includes(subject))
      .map((each) => ({ remove: each })),
  );

/** How often the list of a person was changed: as long as it stays the same, so does the list. */
export async function turnOf(records: Records, person: string): Promise<number> {
  const { rows } = await records.query(turns, person, { limit: 1 });
  return Number(rows[0]?.value.turn ?? 0);
}

type Change = { readonly put: Favourite } | { readonly remove: Favourite };

const noticesOf = (favourites: readonly Favourite[], notify: boolean): Change[] =>
  favourites.filter((each) => each.notify !== notify).map((each) => ({ put: { ...each, notify } }));

/** Decides on the list as it is, and again on the list as it is then when another change came in between. */
async function changeList<Refused extends string>(
  records: Records,
  person: string,
  decide: (favourites: readonly Favourite[]) => readonly Change[] | Refused,
): Promise<ListChange<Refused>> {
  let turn = -1;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    // A store that was restored may know turns that its rows do not: those are passed over one by one.
    turn = Math.max(turn + 1, await turnOf(records, person));
    const decided = decide(await listFavourites(records, person));
    if (typeof decided === 'string') return decided;
    if (await write(records, person, turn, decided)) return 'kept';
  }
  return 'overtaken';
}

/** False as soon as another change took the turn after `turn`. */
async function write(
  records: Records,
  person: string,
  turn: number,
  changes: readonly Change[],
): Promise<boolean> {
  for (let from = 0; from < changes.length; from += atOnce) {
    const some = changes.slice(from, from + atOnce);
    if (!(await takeTurn(records, person, turn + from / atOnce + 1, some))) return false;
  }
  return true;
}

/**
 * Writes one part of a change if nobody took that turn. The turn is the idempotency token of the append, in the stream of
 * the person: the stores let one of two writers have it, in the transaction of the rows.
 */
async function takeTurn(
  records: Records,
  person: string,
  turn: number,
  changes: readonly Change[],
): Promise<boolean> {
  const put = changes.flatMap((each) =>
    'put' in each ? [...rowsOf(person, each.put), { ...known, sort: each.put.subject, value: {} }] : [],
  );
  const remove = changes.flatMap((each) =>
    'remove' in each
      ? [
          ...rowsOf(person, each.remove).map(({ value: _, ...place }) => place),
          waitingNews(person, each.remove.subject),
        ]
      : [],
  );
  const taken = { index: turns, key: person, sort: 'turn', value: { turn } };
  const stream = `favourites/${person}`;
  const options = { put: [...put, taken], remove, token: String(turn) };
  const { outcome } = await appendEvents(records, stream, { length: 0, lastHash: chainOrigin }, [], options);
  if (outcome === 'conflict') throw new TypeError(`${stream} has events, which nothing writes`);
  return outcome === 'appended';
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
