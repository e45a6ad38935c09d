import { describe, expect, it } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { publicView } from '../../functions/domain/is-public.ts';
import { changesOf, entryOf, statusOf } from '../../functions/domain/publication.ts';
import { readPublicationEvent } from '../../functions/domain/publication-event.ts';
import { standingQuarantines } from '../../functions/domain/publication-quarantines.ts';
import { standingOf } from '../../functions/domain/version.ts';
import { conditionalDataset, facts, openDataset } from './examples.ts';
import {
  answer,
  approveRelease,
  clean,
  eventsOf,
  leaky,
  now,
  person,
  publish,
  publisher,
  quarantine,
  recordPurge,
  refuseRelease,
  requestRelease,
  reviewer,
  type Step,
  stateAfter,
  supervisor,
  withdrawDataset,
} from './publication-given.ts';

const mended = publish(openDataset, { version: facts('mended') });
const two: readonly Step[] = [
  [clean, publisher],
  [mended, publisher],
];
const view = (...steps: readonly Step[]) => {
  const entry = entryOf(stateAfter(...steps));
  if (!entry) throw new Error('nothing is published');
  return publicView(entry);
};
const withdrawnOf = (...steps: readonly Step[]) =>
  view(...steps).versions.map(({ number, withdrawn }) => [number, withdrawn?.quarantine]);

/** All that happened. */
const historyOf = (steps: readonly Step[]) =>
  steps.flatMap(([command, actor], index) => eventsOf(stateAfter(...steps.slice(0, index)), command, actor));

describe('a quarantine (Art. 43, 45)', () => {
  it('of a version leaves nothing of it, and the others stand', () => {
    const steps = [...two, [{ ...quarantine, number: 1 }, publisher]] as const;
    expect(withdrawnOf(...steps)).toEqual([
      [2, undefined],
      [1, 'agency'],
    ]);
    const [, gone] = view(...steps).versions;
    expect(gone).toMatchObject({ fields: [], distributions: [], sample: [], quality: null, rows: null });
    expect(standingOf(view(...steps))).toBe('published');
  });

  it('of a dataset leaves a tombstone, told apart from a withdrawal', () => {
    const steps = [...two, [quarantine, supervisor]] as const;
    expect(standingOf(view(...steps))).toBe('quarantined');
    expect(view(...steps)).toMatchObject({
      status: 'withdrawn',
      dataset: { description: '' },
      withdrawn: { reason: quarantine.reason, quarantine: 'bureau' },
    });
    expect(statusOf(stateAfter(...steps))).toBe('quarantined');
  });

  it('ends with other content, which stands alone, and never with the same', () => {
    const state = stateAfter(...two, [quarantine, publisher]);
    expect(answer(state, clean, publisher)).toBe('content-withdrawn');
    expect(answer(state, publish(), publisher)).toBe('dataset-quarantined');
    const third = publish(openDataset, { version: facts('third') });
    const steps = [...two, [quarantine, publisher], [third, publisher]] as const;
    expect(standingOf(view(...steps))).toBe('published');
    expect(withdrawnOf(...steps)).toEqual([
      [3, undefined],
      [2, 'agency'],
      [1, 'agency'],
    ]);
    expect(answer(stateAfter(...steps), { ...requestRelease, number: 2 }, publisher)).toBe(
      'release-requested',
    );
  });

  it('ends by the decision of two people, with a legal basis', () => {
    const state = stateAfter(...two, [quarantine, publisher]);
    expect(answer(state, { ...requestRelease, legalBasis: ' ' }, publisher)).toBe('legal-basis-required');
    const requested: readonly Step[] = [...two, [quarantine, publisher], [requestRelease, reviewer]];
    const open = stateAfter(...requested);
    expect(answer(open, requestRelease, publisher)).toBe('release-undecided');
    expect(answer(open, approveRelease, reviewer)).toBe('second-person-required');
    expect(answer(open, approveRelease, publisher)).toBe('not-permitted');
    const other = person('qian', 'reviewer');
    expect(withdrawnOf(...requested, [approveRelease, other])).toEqual([
      [2, undefined],
      [1, undefined],
    ]);
    const refused = stateAfter(...requested, [refuseRelease, other]);
    expect(statusOf(refused)).toBe('quarantined');
    expect(answer(refused, requestRelease, publisher)).toBe('release-requested');
  });

  it('that the Bureau ordered is released by the Bureau', () => {
    const requested = stateAfter(...two, [quarantine, supervisor], [requestRelease, publisher]);
    expect(answer(requested, approveRelease, reviewer)).toBe('bureau-releases');
    expect(answer(requested, approveRelease, supervisor)).toBe('release-approved');
  });

  it('of an agency becomes the Bureau’s when the Bureau orders it too, and what was asked for before is void', () => {
    const ordered: readonly Step[] = [
      ...two,
      [quarantine, publisher],
      [requestRelease, publisher],
      [quarantine, supervisor],
    ];
    expect(withdrawnOf(...ordered)).toEqual([
      [2, 'bureau'],
      [1, 'bureau'],
    ]);
    expect(answer(stateAfter(...ordered), approveRelease, reviewer)).toBe('no-release-requested');
    expect(answer(stateAfter(...ordered), quarantine, supervisor)).toBe('dataset-quarantined');
    const asked = stateAfter(...ordered, [requestRelease, publisher]);
    expect(answer(asked, approveRelease, reviewer)).toBe('bureau-releases');
  });

  it('of the whole, once released, leaves what was quarantined before', () => {
    const steps: readonly Step[] = [
      ...two,
      [{ ...quarantine, number: 1 }, supervisor],
      [quarantine, publisher],
      [requestRelease, publisher],
    ];
    // All of it in one moment of the example: the office tells them apart no less than the time would.
    const released = stateAfter(...steps, [approveRelease, reviewer]);
    expect(released.quarantined).toBeUndefined();
    expect(released.versions.map(({ withdrawn }) => withdrawn?.quarantine)).toEqual(['bureau', undefined]);
  });

  it('that the Bureau ordered of the whole holds every version, also what the agency had taken offline before', () => {
    const number = 1;
    const steps: readonly Step[] = [
      ...two,
      [{ ...quarantine, number }, publisher],
      [{ ...requestRelease, number }, publisher],
    ];
    expect(answer(stateAfter(...steps), { ...approveRelease, number }, reviewer)).toBe('release-approved');
    const ordered = stateAfter(...steps, [quarantine, supervisor]);
    expect(answer(ordered, { ...approveRelease, number }, reviewer)).toBe('bureau-releases');
    expect(answer(ordered, { ...approveRelease, number }, supervisor)).toBe('release-approved');
  });

  it('is not released round the privacy gate once the class was opened (Art. 45)', () => {
    const strict: Step = [{ ...leaky, dataset: conditionalDataset }, publisher];
    const steps: readonly Step[] = [
      [publish(conditionalDataset, { version: facts('clean') }), publisher],
      strict,
      [{ ...quarantine, number: 2 }, publisher],
    ];
    const ask: Step = [{ ...requestRelease, number: 2 }, publisher];
    const grant = { ...approveRelease, number: 2 };
    const opened: Step = [publish(openDataset), publisher];
    expect(answer(stateAfter(...steps, ask), grant, reviewer)).toBe('release-approved');
    expect(answer(stateAfter(...steps, opened, ask), grant, reviewer)).toBe('release-held-back');
    const cleanAgain = stateAfter(
      ...steps,
      [{ ...quarantine, number: 1 }, publisher],
      [{ ...requestRelease, number: 1 }, publisher],
    );
    expect(answer(cleanAgain, { ...approveRelease, number: 1 }, reviewer)).toBe('release-approved');
  });

  it('is not released on a request of before another version', () => {
    const third = publish(openDataset, { version: facts('third') });
    const asked: readonly Step[] = [
      ...two,
      [{ ...quarantine, number: 1 }, publisher],
      [{ ...requestRelease, number: 1 }, publisher],
    ];
    expect(answer(stateAfter(...asked), { ...approveRelease, number: 1 }, reviewer)).toBe('release-approved');
    const later = stateAfter(...asked, [third, publisher]);
    expect(answer(later, { ...approveRelease, number: 1 }, reviewer)).toBe('no-release-requested');
  });

  it.each([
    [[clean], quarantine],
    [[clean], withdrawDataset],
    [[clean], { ...withdrawDataset, type: 'withdraw-version', number: 1 } as const],
    [[clean, quarantine], requestRelease],
    [[clean, quarantine, requestRelease], refuseRelease],
  ] as const)('says nothing personal for ever: after %j, %j', (before, order) => {
    const state = stateAfter(...before.map((each): Step => [each, publisher]));
    const by = order.type === 'refuse-release' ? reviewer : publisher;
    const personal = '机主 13912345678';
    expect(answer(state, order, by)).not.toBe('personal-reason');
    expect(answer(state, { ...order, reason: personal }, by)).toBe('personal-reason');
    if (order.type === 'refuse-release') return;
    expect(answer(state, { ...order, legalBasis: personal }, by)).toBe('personal-reason');
  });

  it('can become a withdrawal, and a withdrawal cannot be released', () => {
    const withdraw = { type: 'withdraw-version', number: 1, reason: '确有泄露' } as const;
    const state = stateAfter(...two, [{ ...quarantine, number: 1 }, publisher], [withdraw, publisher]);
    expect(answer(state, { ...requestRelease, number: 1 }, publisher)).toBe('not-quarantined');
    expect(answer(state, { ...quarantine, number: 1 }, publisher)).toBe('version-withdrawn');
    expect(answer(state, { ...quarantine, number: 7 }, publisher)).toBe('unknown-version');
  });

  it('is told with its origin, its request for release, and what each person may do with it', () => {
    const told = (steps: readonly Step[], actor: Actor) =>
      standingQuarantines(stateAfter(...steps), historyOf(steps), actor, now).map(
        ({ version, quarantine: office, objection, release, commands }) => ({
          of: [version, office, objection],
          ...(release && { isOwn: release.isOwn }),
          commands,
        }),
      );
    const first = { ...quarantine, number: 1, objection: 'obj_1' } as const;
    const steps: readonly Step[] = [...two, [first, publisher], [{ ...requestRelease, number: 1 }, reviewer]];
    const of = [1, 'agency', 'obj_1'];
    expect(told(steps, reviewer)).toEqual([{ of, isOwn: true, commands: ['refuse-release'] }]);
    expect(told(steps, person('qian', 'reviewer'))).toEqual([
      { of, isOwn: false, commands: ['approve-release', 'refuse-release'] },
    ]);
    expect(told(steps, publisher)).toEqual([{ of, isOwn: false, commands: [] }]);
    expect(told(steps, supervisor)).toEqual([
      { of, isOwn: false, commands: ['quarantine', 'approve-release', 'refuse-release'] },
    ]);
    // With the dataset go its versions; the one that the Bureau took apart is told apart.
    const all: readonly Step[] = [
      ...two,
      [{ ...quarantine, number: 1 }, supervisor],
      [quarantine, publisher],
    ];
    expect(told(all, publisher).map((each) => each.of)).toEqual([
      [undefined, 'agency', undefined],
      [1, 'bureau', undefined],
    ]);
    expect(told(two, supervisor)).toEqual([]);
  });

  it('keeps the proof of every place, and a line in the history of the list', () => {
    const places = [{ address: '/datasets/water-quality/', status: 410, isGone: true }];
    const platform = person('platform', 'operator');
    const steps: readonly Step[] = [...two, [quarantine, publisher], [{ ...recordPurge, places }, platform]];
    expect(view(...steps).withdrawn?.purge).toMatchObject({ places });
    const one: readonly Step[] = [
      ...two,
      [{ ...quarantine, number: 1 }, publisher],
      [{ ...recordPurge, number: 1, places }, platform],
    ];
    expect(view(...one).versions[1]?.withdrawn?.purge).toMatchObject({ places });
    const events = eventsOf(stateAfter(...two), { ...quarantine, number: 2, objection: 'obj_1' }, publisher);
    expect(events.map(readPublicationEvent)).toEqual(events);
    expect(changesOf(events)).toMatchObject([{ kind: 'quarantined', version: 2, reason: quarantine.reason }]);
  });
});
