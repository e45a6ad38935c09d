import { describe, expect, it } from 'vitest';
import { publicView } from '../../functions/domain/is-public.ts';
import { changesOf, entryOf, foldPublication } from '../../functions/domain/publication.ts';
import { conditionalDataset, openDataset } from './examples.ts';
import {
  approve,
  clean,
  eventsOf,
  leaky,
  now,
  publish,
  publisher,
  request,
  reviewer,
  stateAfter,
  supervisor,
  withdrawDataset,
  withdrawVersion,
} from './publication-given.ts';

describe('the records', () => {
  const steps = [
    [clean, publisher],
    [leaky, publisher],
    [request, publisher],
    [approve, reviewer],
    [leaky, publisher],
    [publish({ ...openDataset, title: '地表水水质' }), publisher],
    [publish({ ...conditionalDataset, title: '地表水水质' }), publisher],
    [withdrawVersion, publisher],
    [withdrawDataset, supervisor],
  ] as const;
  const stored = JSON.parse(
    JSON.stringify(
      steps.flatMap(([command, actor], index) =>
        eventsOf(stateAfter(...steps.slice(0, index)), command, actor),
      ),
    ),
  );

  it('survive JSON: folding what was stored gives the same state', () => {
    expect(foldPublication(stored)).toEqual(stateAfter(...steps));
  });

  it('hold no cell of a column in which something was found', () => {
    const versions = stored.filter((event: { type: string }) => event.type === 'version-published');
    expect(JSON.stringify(versions[1])).not.toMatch(/张三丰|赵六合/);
  });

  it('tell the history of the open list, and nothing of what was held back', () => {
    expect(changesOf(stored)).toEqual([
      { at: now, kind: 'added' },
      { at: now, kind: 'version', version: 1 },
      { at: now, kind: 'version', version: 2 },
      { at: now, kind: 'metadata', properties: ['title'] },
      { at: now, kind: 'reclassified', from: 'unconditional', to: 'conditional', properties: ['openness'] },
      { at: now, kind: 'version-withdrawn', version: 1, reason: '数据有误' },
      { at: now, kind: 'withdrawn', reason: '职责调整' },
    ]);
  });

  it('are read with care: an unknown or damaged event stops the reader', () => {
    const event = { type: 'entry-renamed', at: now, actor: 'x', data: {} };
    expect(() => foldPublication([event])).toThrow(/entry-renamed/);
    expect(() => foldPublication([{ ...event, type: 'version-published' }])).toThrow(/version/);
    expect(() => foldPublication([{ ...event, type: 'toString' }])).toThrow(/toString/);
    expect(() =>
      foldPublication([{ ...event, type: 'override-approved', data: { contentHash: 'a' } }]),
    ).toThrow(/answers no request/);
  });

  it('never show the public more than the class admits', () => {
    for (let length = 1; length <= stored.length; length += 1) {
      const found = entryOf(foldPublication(stored.slice(0, length)));
      if (found && found.dataset.openness.class !== 'unconditional')
        expect(publicView(found).versions.flatMap(({ distributions }) => distributions)).toEqual([]);
    }
  });
});
