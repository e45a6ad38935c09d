import { describe, expect, it } from 'vitest';
import { decide, entryOf, noPublication } from '../../functions/domain/publication.ts';
import { publicationRefusals } from '../../functions/domain/publication-command.ts';
import { conditionalDataset, facts, openDataset, withheldDataset } from './examples.ts';
import {
  answer,
  clean,
  eventsOf,
  histories,
  leaky,
  now,
  operator,
  person,
  publish,
  publisher,
  request,
  stateAfter,
  supervisor,
  withdrawDataset,
  withdrawVersion,
} from './publication-given.ts';

const published = stateAfter([clean, publisher]);
const second = publish(openDataset, { version: facts('second') });

describe('publishing', () => {
  it('publishes the entry and its first version in one go', () => {
    const events = eventsOf(noPublication, clean, publisher);
    expect(events.map(({ type, at, actor }) => [type, at, actor])).toEqual([
      ['entry-published', now, 'li'],
      ['version-published', now, 'li'],
    ]);
    expect(entryOf(published)).toMatchObject({
      dataset: openDataset,
      status: 'published',
      versions: [{ number: 1, issued: now, contentHash: 'clean' }],
      firstPublished: now,
      lastPublished: now,
    });
  });

  it('holds back content that comes again and is seen to hold personal data now (Art. 45)', () => {
    const gated = stateAfter([publish(conditionalDataset, { version: facts('same') }), publisher]);
    const opening = publish(openDataset, { findings: leaky.findings });
    expect(eventsOf(gated, opening, publisher).map(({ type }) => type)).toEqual(['publication-blocked']);
  });

  it('lets only the operator have data generated', () => {
    const generated = publish(
      { ...openDataset, data: { generate: 'made', rows: 10, seed: 1 } },
      { version: facts('made') },
    );
    expect(answer(noPublication, generated, publisher)).toBe('generator-not-permitted');
    expect(answer(noPublication, generated, operator)).not.toBe('generator-not-permitted');
  });

  it('does nothing when nothing changed, however often it is asked', () => {
    expect(answer(published, clean, publisher)).toBe('nothing');
    expect(answer(published, publish(structuredClone(openDataset)), operator)).toBe('nothing');
  });

  it('publishes changed metadata without a new version', () => {
    const renamed = publish({ ...openDataset, title: '地表水水质' });
    expect(answer(published, renamed, publisher)).toBe('entry-published');
    expect(entryOf(stateAfter([clean, publisher], [renamed, publisher]))).toMatchObject({
      dataset: { title: '地表水水质' },
      versions: [{ number: 1 }],
    });
  });

  it('publishes changed content without repeating the entry, and counts versions on', () => {
    expect(answer(published, second, publisher)).toBe('version-published');
    const numbers = entryOf(
      stateAfter([clean, publisher], [second, publisher], [clean, publisher]),
    )?.versions;
    expect(numbers?.map(({ number, contentHash }) => [number, contentHash])).toEqual([
      [3, 'clean'],
      [2, 'second'],
      [1, 'clean'],
    ]);
  });

  it('keeps only what belongs to a version', () => {
    const staged = { ...facts('clean'), files: [{ path: '/var/staging/secret.csv' }] };
    const events = eventsOf(noPublication, publish(openDataset, { version: staged }), publisher);
    expect(JSON.stringify(events)).not.toContain('/var/staging');
  });

  it('publishes only the entry of withheld data, and refuses a version of it', () => {
    expect(answer(noPublication, publish(withheldDataset), publisher)).toBe('entry-published');
    const withVersion = publish(withheldDataset, { version: facts('clean') });
    expect(answer(noPublication, withVersion, publisher)).toBe('withheld-version');
  });

  it('publishes the entry of conditional data before its content', () => {
    expect(answer(noPublication, publish(conditionalDataset), publisher)).toBe('entry-published');
    expect(answer(noPublication, publish(openDataset), publisher)).toBe('version-required');
  });

  it('keeps an id with the agency that first published under it', () => {
    const moved = publish({ ...openDataset, publisher: 'statistics' }, { version: facts('second') });
    expect(answer(published, moved, operator)).toBe('publisher-changed');
    expect(answer(published, moved, person('sun', 'publisher', 'statistics'))).toBe('not-owner');
    expect(answer(published, moved, publisher)).toBe('publisher-changed');
    expect(answer(stateAfter([leaky, publisher]), moved, operator)).toBe('publisher-changed');
  });

  it.each([{ acquisition: 'shared' as const }, { derivedFrom: ['air-quality'] }])(
    'never opens what any descriptor said came from sharing (Art. 24): %o',
    (received) => {
      const closed = {
        class: 'withheld',
        ground: 'forbidden-by-law',
        reason: '共享所得。',
        legalBasis: '《办法》第二十四条',
      } as const;
      const told = publish({ ...openDataset, ...received, openness: closed });
      const shared = stateAfter([told, publisher]);
      const forgotten = publish({ ...openDataset, openness: closed });
      const later = stateAfter([told, publisher], [forgotten, publisher]);
      expect(answer(shared, publish(openDataset, { version: facts('first') }), publisher)).toBe(
        'shared-reopened',
      );
      expect(answer(later, publish(openDataset, { version: facts('first') }), publisher)).toBe(
        'shared-reopened',
      );
      expect(answer(shared, forgotten, publisher)).toBe('entry-published');
    },
  );

  it('never mixes two ids in one stream', () => {
    expect(answer(published, publish({ ...openDataset, id: 'air-quality' }), publisher)).toBe(
      'other-dataset',
    );
  });

  it('tells the flags of the publication with the entry', () => {
    const flags = [{ code: 'same-content' as const, message: 'as elsewhere', related: 'air' }];
    expect(entryOf(stateAfter([{ ...clean, flags }, publisher]))?.flags).toEqual(flags);
    expect(answer(published, { ...clean, flags }, publisher)).toBe('nothing');
  });
});

describe('withdrawing', () => {
  it('leaves a withdrawn version in its place, with the reason', () => {
    const state = stateAfter([clean, publisher], [second, publisher], [withdrawVersion, supervisor]);
    expect(entryOf(state)?.versions).toMatchObject([
      { number: 2 },
      { number: 1, withdrawn: { at: now, reason: '数据有误' } },
    ]);
    expect(answer(state, withdrawVersion, supervisor)).toBe('version-withdrawn');
    expect(answer(state, { ...withdrawVersion, number: 9 }, supervisor)).toBe('unknown-version');
    expect(answer(state, { ...withdrawVersion, number: 2, reason: ' ' }, supervisor)).toBe('reason-required');
  });

  it('does not let withdrawn content come back unchanged', () => {
    const state = stateAfter([clean, publisher], [withdrawVersion, publisher]);
    expect(answer(state, clean, publisher)).toBe('content-withdrawn');
    expect(answer(state, second, publisher)).toBe('version-published');
  });

  it('does not use a number again', () => {
    const state = stateAfter([clean, publisher], [withdrawVersion, publisher], [second, publisher]);
    expect(entryOf(state)?.versions.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('leaves a tombstone of a withdrawn dataset', () => {
    const state = stateAfter(...histories.withdrawn);
    expect(entryOf(state)).toMatchObject({ status: 'withdrawn', withdrawn: { at: now, reason: '职责调整' } });
    expect(answer(state, second, operator)).toBe('dataset-withdrawn');
  });

  it('refuses to withdraw what was never published', () => {
    expect(answer(stateAfter([leaky, publisher]), withdrawDataset, publisher)).toBe('not-published');
  });
});

it('words every refusal', () => {
  const refusal = decide(noPublication, request, operator, now);
  expect(refusal).toEqual({
    outcome: 'refused',
    refusal: { code: 'not-blocked', message: publicationRefusals['not-blocked'] },
  });
});
