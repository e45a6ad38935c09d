import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostFavourites, type Subject } from '../../../functions/domain/favourite.ts';
import { chainOrigin } from '../../../functions/domain/hash-chain.ts';
import { unreadDisclosures } from '../../../functions/service/catalogue/disclosures.ts';
import { appendEvents } from '../../../functions/service/event-log.ts';
import { favouritesOf } from '../../../functions/service/favourite/count-row.ts';
import { countFavourites } from '../../../functions/service/favourite/counts.ts';
import {
  addFavourite,
  changeNotices,
  keepersOf,
  listFavourites,
  removeFavourites,
} from '../../../functions/service/favourite/favourites.ts';
import type { Records } from '../../../functions/service/ports.ts';
import { openSubscribed, type Subscribed } from './given.ts';

const start = '2026-03-10T02:00:00.000Z';
let given: Subscribed;
beforeEach(async () => {
  given = await openSubscribed(start);
  given.happened('stations', { at: '2026-03-09T02:00:00.000Z', kind: 'added' });
});
afterEach(() => given[Symbol.asyncDispose]());

const add = (person: string, subject: Subject) => addFavourite(given.deps, person, subject);
const subjects = async (person: string) =>
  (await listFavourites(given.deps.records, person)).map(({ subject }) => subject);

describe('favourites', () => {
  it('are a person’s own, newest first; kept twice is kept once', async () => {
    expect(await add('li', 'dataset/stations')).toBe('kept');
    given.at('2026-03-10T03:00:00.000Z');
    expect(await add('li', 'agency/ecology-department')).toBe('kept');
    expect(await add('li', 'dataset/stations')).toBe('kept');
    expect(await subjects('li')).toEqual(['agency/ecology-department', 'dataset/stations']);
    expect(await subjects('wu')).toEqual([]);
  });

  it('are of the public catalogue alone', async () => {
    expect(await add('li', 'dataset/no-such')).toBe('unknown-favourite');
    expect(await add('li', 'agency/stations')).toBe('unknown-favourite');
  });

  it(`are ${mostFavourites} at the most`, async () => {
    const changes = [{ at: '2026-03-09T02:00:00.000Z', kind: 'added' }] as const;
    given.happenedToAll(
      Array.from({ length: mostFavourites }, (_, index) => `d-${index}`),
      changes,
    );
    for (let index = 0; index < mostFavourites; index += 1)
      expect(await add('li', `dataset/d-${index}`)).toBe('kept');
    expect(await add('li', 'dataset/stations')).toBe('too-many-favourites');
    expect(await add('li', 'dataset/d-0')).toBe('kept');
    await removeFavourites(given.deps.records, 'li', 'all');
    expect(await subjects('li')).toEqual([]);
  });

  it('of parallel changes each is decided on what the others left: no limit is passed, nothing removed comes back', async () => {
    const { records } = given.deps;
    const ids = Array.from({ length: 8 }, (_, index) => `d-${index}`);
    given.happenedToAll(
      Array.from({ length: mostFavourites + 8 }, (_, index) => `d-${index}`),
      [{ at: '2026-03-09T02:00:00.000Z', kind: 'added' }],
    );
    for (let index = 8; index < mostFavourites + 4; index += 1) await add('li', `dataset/d-${index}`);
    const added = await Promise.all(ids.map((id) => add('li', `dataset/${id}`)));
    expect(added.filter((outcome) => outcome === 'kept')).toHaveLength(4);
    expect(added.filter((outcome) => outcome === 'too-many-favourites')).toHaveLength(4);
    expect(await subjects('li')).toHaveLength(mostFavourites);

    const changes = [
      () => changeNotices(records, 'li', true),
      () => removeFavourites(records, 'li', 'all'),
      () => changeNotices(records, 'li', false),
    ];
    expect(await Promise.all(changes.map((change) => change()))).toEqual(['kept', 'kept', 'kept']);
    expect(await subjects('li')).toEqual([]);
    expect(await keepersOf(records, 'dataset/d-100')).toEqual([]);
  });

  it('a change that others always come before says so after a bounded number of attempts, and changes nothing', async () => {
    const { records } = given.deps;
    let turns = 0;
    const rivalled: Records = {
      ...records,
      append: async (stream, expected, events, options) => {
        const rival =
          turns % 2 === 0
            ? add
            : (person: string, subject: Subject) => removeFavourites(records, person, [subject]);
        turns += 1;
        await rival('li', 'agency/ecology-department');
        return records.append(stream, expected, events, options);
      },
    };
    const deps = { ...given.deps, records: rivalled };
    expect(await addFavourite(deps, 'li', 'dataset/stations', true)).toBe('overtaken');
    expect(turns).toBe(10);
    expect(await keepersOf(records, 'dataset/stations')).toEqual([]);
  });

  it('are changed on after a restore whose turns are ahead of its rows', async () => {
    const { records } = given.deps;
    await add('li', 'dataset/stations');
    const nothing = { length: 0, lastHash: chainOrigin };
    await appendEvents(records, 'favourites/li', nothing, [], { token: '2' });
    expect(await add('li', 'agency/ecology-department')).toBe('kept');
    expect(await subjects('li')).toHaveLength(2);
  });

  it('leave nothing behind when they are taken out, and are in no event', async () => {
    await add('li', 'dataset/stations');
    await removeFavourites(given.deps.records, 'li', ['dataset/stations', 'dataset/never']);
    expect(await keepersOf(given.deps.records, 'dataset/stations')).toEqual([]);
    const { rows } = await given.deps.records.streams('');
    for (const stream of rows) expect(await given.deps.records.load(stream)).toEqual([]);
  });

  it('are counted for the catalogue, without a word of whose they are', async () => {
    await add('person-li', 'dataset/stations');
    await add('person-wu', 'dataset/stations');
    await countFavourites(given.deps);
    const told = await unreadDisclosures(given.deps.records, undefined, () => true);
    expect(told).toEqual([{ noun: 'favourite', dataset: 'stations', mark: '2', document: [{ count: 2 }] }]);
    await removeFavourites(given.deps.records, 'person-li', ['dataset/stations']);
    await removeFavourites(given.deps.records, 'person-wu', ['dataset/stations']);
    given.disclosed(told);
    expect(favouritesOf(given.deps.catalogue(), 'stations')).toBe(2);
    await countFavourites(given.deps);
    expect(await unreadDisclosures(given.deps.records, given.deps.catalogue(), () => true)).toEqual([
      { noun: 'favourite', dataset: 'stations', mark: '0', document: [] },
    ]);
  });
});
