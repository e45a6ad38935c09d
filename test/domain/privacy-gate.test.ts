import { describe, expect, it } from 'vitest';
import { entryOf, noPublication, statusOf } from '../../functions/domain/publication.ts';
import { conditionalDataset, facts, field, finding, openDataset } from './examples.ts';
import {
  answer,
  approve,
  clean,
  eventsOf,
  histories,
  leaky,
  operator,
  publish,
  publisher,
  request,
  reviewer,
  stateAfter,
  supervisor,
  withdrawVersion,
} from './publication-given.ts';

const published = stateAfter([clean, publisher]);
const second = publish(openDataset, { version: facts('second') });

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

  it('knows the columns of a finding that speaks of several', () => {
    const several = [{ ...finding('resident, station'), kind: 'person-with-address' as const }];
    const gated = publish(conditionalDataset, { version: facts('gated'), findings: several });
    expect(JSON.stringify(eventsOf(noPublication, gated, publisher))).not.toMatch(/张三丰|赵六合|松花江大桥/);
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
