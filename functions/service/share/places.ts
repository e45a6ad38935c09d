/** Where a share stands in the indexes: derived from its state alone, written with its events; and what its keys open. */
import { grantOf, type Share } from '../../domain/share-state.ts';
import { grantPlace } from '../access-key/grant-rows.ts';
import type { IndexRow, JsonObject } from '../ports.ts';

/**
 * | index       | key                                      | sort | holds                                  |
 * |-------------|------------------------------------------|------|----------------------------------------|
 * | share       | `asker/` or `provider/` agency, `all`    | id   | those of an agency; all                |
 * | share-queue | agency, `bureau`                         | id   | those that wait for an opinion; for the Bureau |
 * | grants      | id                                       |      | what keys open, as of applications     |
 */
export const shareIndexes = { of: 'share', queue: 'share-queue' } as const;
export const askerKey = (agency: string): string => `asker/${agency}`;
export const providerKey = (agency: string): string => `provider/${agency}`;
export const everyShare = 'all';
export const bureauQueue = 'bureau';

type Place = Omit<IndexRow, 'value'>;

function queues({ status, department, advice }: Share): readonly string[] {
  if (status !== 'asked') return [];
  return [bureauQueue, ...(department !== undefined && advice?.opinion !== 'agree' ? [department] : [])];
}

function placesOf(id: string, share: Share): Place[] {
  const keys = [askerKey(share.agency), providerKey(share.provider), everyShare];
  return [
    ...keys.map((key) => ({ index: shareIndexes.of, key, sort: id })),
    ...queues(share).map((key) => ({ index: shareIndexes.queue, key, sort: id })),
  ];
}

/** The row by which keys open data; none where there is nothing to open. */
export function shareGrantRows(id: string, share: Share): readonly IndexRow[] {
  const value = grantOf(id, share) as unknown as JsonObject | undefined;
  return value ? [{ ...grantPlace(id), value }] : [];
}

/** The rows to put, and those of before to remove. */
export function shareRows(
  id: string,
  before: Share | undefined,
  after: Share,
): { readonly put: readonly IndexRow[]; readonly remove: readonly Place[] } {
  const places = placesOf(id, after);
  const kept = new Set(places.map(({ index, key }) => `${index} ${key}`));
  const old = before ? placesOf(id, before) : [];
  return {
    put: [...places.map((place) => ({ ...place, value: { id } })), ...shareGrantRows(id, after)],
    remove: old.filter(({ index, key }) => !kept.has(`${index} ${key}`)),
  };
}
