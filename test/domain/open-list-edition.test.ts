import { expect, it } from 'vitest';
import { editionsOf, type ListChange } from '../../functions/domain/open-list-edition.ts';
import { changesOf } from '../../functions/domain/publication.ts';
import type { RecordedEvent } from '../../functions/domain/publication-event.ts';
import { openDataset as dataset } from './examples.ts';

const published = (at: string, changed: object): RecordedEvent => ({
  type: 'entry-published',
  at,
  actor: 'xu',
  data: { dataset: { ...dataset, ...changed }, flags: [] },
});

it('the editions of a list follow from events: version, day in China, and what each changed', () => {
  const events = [
    published('2026-03-01T02:00:00.000Z', {}),
    published('2026-03-01T15:59:59.000Z', { keywords: ['水'] }),
    published('2026-03-01T16:00:00.000Z', {
      keywords: ['水', '河'],
      licence: 'CC0-1.0',
      modified: '2026-03-02',
    }),
    { type: 'dataset-withdrawn', at: '2026-03-05T02:00:00.000Z', actor: 'xu', data: { reason: '停止' } },
  ];
  const changes = changesOf(events).map((change): ListChange => ({ ...change, entry: dataset.id }));
  const editions = editionsOf(changes.toReversed());
  const told = editions.map(({ version, date, changes: of }) => [version, date, of.map(({ kind }) => kind)]);
  expect(told).toEqual([
    [3, '2026-03-05', ['withdrawn']],
    [2, '2026-03-02', ['metadata']],
    [1, '2026-03-01', ['added']],
  ]);
  expect(editions[1]?.changes[0]?.properties).toEqual(['keywords', 'licence']);
  expect(editions[0]?.at).toBe('2026-03-05T02:00:00.000Z');
});
