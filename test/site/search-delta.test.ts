import { describe, expect, it } from 'vitest';
import { correctedCounts, matches, sorted, standsBefore } from '../../site/src/scripts/search-delta.ts';
import { readState } from '../../site/src/scripts/search-state.ts';
import type { SearchDelta } from '../../site/src/search-delta.ts';
import type { SearchRecord } from '../../site/src/search-record.ts';
import { indexWords, queryWords } from '../../site/src/search-terms.ts';

function recordOf(
  id: string,
  title: string,
  description: string,
  more: Partial<SearchRecord['keys']> = {},
): SearchRecord {
  return {
    keys: { id, rank: -1, updated: '2026-03-01', due: '2026-04-01', rows: 10, ...more },
    facets: {
      openness: ['unconditional'],
      state: ['current'],
      priority: [],
      theme: ['211'],
      agency: ['ecology'],
      format: ['csv', 'xlsx'],
    },
    words: [
      [10, indexWords(title)],
      [1, indexWords(description)],
    ],
    row: `<li>${title}</li>`,
  };
}

const water = recordOf('water', '水质监测断面', '河流 stations');
const air = recordOf('air', '空气质量', '水质之外', { updated: '2026-03-09', rows: 5, due: '2026-03-12' });
const gone = recordOf('gone', '水质旧表', '', { rank: 1, updated: '2026-03-10' });
const delta: SearchDelta = { replaced: {}, records: [water, air, gone] };
const found = (q: string, query = '') => {
  const state = readState(`?q=${encodeURIComponent(q)}${query}`);
  return matches(delta, queryWords(q) || null, state).map(({ record }) => record.keys.id);
};

describe('what changed since the index was built', () => {
  it.each([
    ['水质', ['water', 'gone', 'air']],
    ['监测', ['water']],
    ['水', ['water', 'gone', 'air']],
    ['水质 断面', ['water']],
    ['Station', ['water']],
    ['stat', ['water']],
    ['没有', []],
    ['', ['water', 'air', 'gone']],
  ])('is found by %s, titles first', (q, ids) => {
    expect(found(q)).toEqual(ids);
  });

  it('is narrowed by the chosen facets, but for the one that is counted', () => {
    expect(found('水质', '&theme=201')).toEqual([]);
    expect(found('水质', '&theme=201&theme=211')).toHaveLength(3);
    expect(matches(delta, null, readState('?theme=201'), 'theme')).toHaveLength(3);
  });

  it('is counted in place of what it replaces', () => {
    const come = matches(delta, queryWords('监测'), readState('?q=x'));
    const counts = { theme: { '211': 4, '201': 1 }, format: { csv: 5 } };
    expect(correctedCounts(counts, [{ theme: ['201'], format: ['csv'] }], come)).toMatchObject({
      theme: { '211': 5, '201': 0 },
      format: { csv: 5, xlsx: 1 },
      agency: { ecology: 1 },
    });
    expect(counts.theme['201']).toBe(1);
  });

  it.each([
    ['modified', ['air', 'water', 'gone']],
    ['due', ['air', 'water', 'gone']],
    ['rows', ['water', 'gone', 'air']],
  ])('is sorted by %s as the index sorts', (sort, ids) => {
    const state = readState(`?sort=${sort}`);
    expect(sorted(matches(delta, null, state), state).map(({ record }) => record.keys.id)).toEqual(ids);
  });

  it('stands before a hit of the index that comes later in the order', () => {
    const [match] = matches(delta, queryWords('空气'), readState('?q=x'));
    if (!match) throw new Error('no match');
    const leads = (query: string, keys: Partial<SearchRecord['keys']>, score = 1) =>
      standsBefore(match, { score, keys: { ...water.keys, ...keys } }, readState(query), 2);
    expect(leads('?sort=modified', { updated: '2026-03-08' })).toBe(true);
    expect(leads('?sort=modified', { updated: '2026-03-10' })).toBe(false);
    expect(leads('?sort=modified', { updated: '2026-03-10', rank: 0 })).toBe(true);
    expect(leads('?sort=rows', { rows: 6 })).toBe(false);
    expect(leads('?sort=due', { due: '2026-03-13' })).toBe(true);
    expect(leads('?q=x', {}, 1.9)).toBe(true);
    expect(leads('?q=x', {}, 2.1)).toBe(false);
  });
});
