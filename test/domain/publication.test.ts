import { describe, expect, it } from 'vitest';
import { publicView } from '../../functions/domain/is-public.ts';
import {
  changesOf,
  decide,
  entryOf,
  foldPublication,
  noPublication,
  statusOf,
} from '../../functions/domain/publication.ts';
import { publicationRefusals } from '../../functions/domain/publication-command.ts';
import { conditionalDataset, facts, field, finding, openDataset, withheldDataset } from './examples.ts';
import {
  answer,
  approve,
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
  reviewer,
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

  it('never mixes two ids in one stream', () => {
    expect(answer(published, publish({ ...openDataset, id: 'air-quality' }), publisher)).toBe(
      'other-dataset',
    );
  });

  it('tells the flags of the publication with the entry', () => {
    const flags = [{ code: 'same-content', message: 'as elsewhere', related: 'air' }];
    expect(entryOf(stateAfter([{ ...clean, flags }, publisher]))?.flags).toEqual(flags);
    expect(answer(published, { ...clean, flags }, publisher)).toBe('nothing');
  });
});

describe('the privacy gate', () => {
  it('holds back unconditional content with findings, and publishes neither version nor entry', () => {
    const blocked = stateAfter([leaky, publisher]);
    expect(statusOf(blocked)).toBe('blocked');
    expect(entryOf(blocked)).toBeUndefined();
    expect(blocked.block).toEqual({ contentHash: 'leaky', findings: [finding('resident')] });
  });

  it('leaves what was published before as it was', () => {
    expect(entryOf(stateAfter([clean, publisher], [leaky, publisher]))).toEqual(entryOf(published));
  });

  it('lets mended content through and forgets the block', () => {
    const state = stateAfter([leaky, publisher], [second, publisher]);
    expect(statusOf(state)).toBe('published');
  });

  it('lets the content through that two persons approved, and no other', () => {
    const approved = stateAfter(...histories['override-approved']);
    expect(answer(approved, leaky, publisher)).toBe('version-published');
    const other = publish(openDataset, { version: facts('other'), findings: [finding('resident')] });
    expect(answer(approved, other, publisher)).toBe('publication-blocked');
  });

  it('asks for a second person, whoever the first one is', () => {
    for (const first of [{ ...publisher, roles: ['publisher', 'reviewer'] as const }, operator]) {
      const requested = stateAfter([clean, publisher], [leaky, publisher], [request, first]);
      expect(answer(requested, approve, first)).toBe('second-person-required');
      expect(answer(requested, approve, reviewer)).toBe('override-approved');
      expect(answer(requested, approve, supervisor)).toBe('override-approved');
    }
  });

  it('asks for a reason and a legal basis', () => {
    const blocked = stateAfter(...histories.blocked);
    expect(answer(blocked, { ...request, reason: '  ' }, publisher)).toBe('reason-required');
    expect(answer(blocked, { ...request, legalBasis: '' }, publisher)).toBe('legal-basis-required');
  });

  it('ties request and approval to the content that is held back', () => {
    expect(answer(stateAfter(...histories.blocked), { ...request, contentHash: 'x' }, publisher)).toBe(
      'other-content',
    );
    expect(
      answer(stateAfter(...histories['override-requested']), { ...approve, contentHash: 'x' }, reviewer),
    ).toBe('other-content');
  });

  it('records who asked, why, on what basis, and who agreed', () => {
    expect(stateAfter(...histories['override-approved']).overrides.leaky).toEqual({
      status: 'approved',
      requestedBy: 'li',
      reason: request.reason,
      legalBasis: request.legalBasis,
      decidedBy: 'wang',
    });
  });

  it('blocks again when a closer look finds more in the same content', () => {
    const more = { ...leaky, findings: [finding('resident'), finding('station')] };
    expect(answer(stateAfter([leaky, publisher]), more, publisher)).toBe('publication-blocked');
  });

  it('publishes conditional content with findings, without their cells', () => {
    const gated = publish(conditionalDataset, { version: facts('gated'), findings: [finding('resident')] });
    const events = eventsOf(noPublication, gated, publisher);
    expect(events.map(({ type }) => type)).toEqual(['entry-published', 'version-published']);
    expect(JSON.stringify(events)).not.toMatch(/张三丰|赵六合/);
    expect(JSON.stringify(events)).toContain('松花江大桥');
  });

  it('keeps the cells of sensitive fields out of the events', () => {
    const fields = [field('station'), field('resident', { sensitivity: 'personal' })];
    const version = facts('gated', { fields });
    const events = eventsOf(noPublication, publish(conditionalDataset, { version }), publisher);
    expect(JSON.stringify(events)).not.toMatch(/张三丰|赵六合/);
  });

  it('blocks opening a class whose published versions hold findings', () => {
    const gated = publish(conditionalDataset, { version: facts('gated'), findings: [finding('resident')] });
    const state = stateAfter([gated, publisher]);
    expect(eventsOf(state, publish(openDataset), publisher)).toMatchObject([
      { type: 'publication-blocked', data: { contentHash: 'gated' } },
    ]);
    expect(answer(state, publish(openDataset, { version: facts('new') }), publisher)).toBe(
      'publication-blocked',
    );
    const withdrawn = stateAfter([gated, publisher], [withdrawVersion, publisher]);
    expect(answer(withdrawn, publish(openDataset, { version: facts('new') }), publisher)).toBe(
      'entry-published version-published',
    );
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
      { at: now, kind: 'metadata' },
      { at: now, kind: 'reclassified', from: 'unconditional', to: 'conditional' },
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

it('words every refusal', () => {
  const refusal = decide(noPublication, request, operator, now);
  expect(refusal).toEqual({
    outcome: 'refused',
    refusal: { code: 'not-blocked', message: publicationRefusals['not-blocked'] },
  });
});
