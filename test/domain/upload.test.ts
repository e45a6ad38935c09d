import { describe, expect, it } from 'vitest';
import {
  decideEnd,
  decideStart,
  evolveUpload,
  foldUpload,
  mayHandle,
  patience,
  type RunEnd,
  stateOf,
  type Upload,
  type UploadEvent,
} from '../../functions/domain/upload.ts';

const start = '2026-03-10T02:00:00.000Z';
const later = (milliseconds: number) => new Date(Date.parse(start) + milliseconds).toISOString();
const day = 86_400_000;
const actor = { id: 'lin', agency: 'statistics', roles: ['publisher'] } as const;
const file = { name: 'a.csv', bytes: 3, sha256: 'a'.repeat(64) };
const announced: UploadEvent = {
  type: 'upload-announced',
  at: start,
  actor: 'lin',
  data: { dataset: 'rivers', agency: 'statistics', descriptor: 'b'.repeat(64), files: [file] },
};
const begun = (run = 1, dryRun = false, at = start): UploadEvent => {
  const { agency, roles } = actor;
  return { type: 'upload-run-started', at, actor: 'lin', data: { run, dryRun, agency, roles } };
};
const ended = (outcome: RunEnd['outcome'], run = 1): UploadEvent => {
  return { type: 'upload-run-ended', at: start, actor: 'platform', data: { run, outcome } };
};
const given = (...events: UploadEvent[]): Upload => foldUpload([announced, ...events]) as Upload;

describe('the state of an upload', () => {
  it.each<[string, UploadEvent[], Partial<Parameters<typeof stateOf>[1]>, string]>([
    ['files are missing', [], { isComplete: false }, 'waiting'],
    ['every file arrived', [], {}, 'ready'],
    ['nobody published it', [], { now: later(6 * day) }, 'expired'],
    ['a job began', [begun()], { now: later(patience - 1) }, 'running'],
    ['a job is silent', [begun()], { now: later(patience) }, 'lost'],
    ['a job is heard', [begun()], { now: later(patience), heardAt: later(1) }, 'running'],
    ['a job published', [begun(), ended('published')], {}, 'published'],
    ['a dry run found nothing wrong', [begun(1, true), ended('published')], {}, 'checked'],
    ['a dry run found that nothing is new', [begun(1, true), ended('unchanged')], {}, 'checked'],
    ['a dry run found mistakes', [begun(1, true), ended('invalid')], {}, 'invalid'],
    ['a job ended long ago', [begun(), ended('blocked')], { now: later(9 * day) }, 'blocked'],
    ['another job began', [begun(), ended('failed'), begun(2)], { now: start }, 'running'],
  ])('%s', (_case, events, more, state) => {
    const facts = { now: later(1), heardAt: undefined, isComplete: true, ...more };
    expect(stateOf(given(...events), facts)).toBe(state);
  });
});

describe('starting a job', () => {
  const decide = (
    events: UploadEvent[],
    { dryRun = false, now = later(1), heardAt = undefined as string | undefined },
  ) => {
    const decided = decideStart(given(...events), dryRun, { actor, now }, heardAt);
    return typeof decided === 'string' ? decided : decided.map(({ data }) => data);
  };
  const run = (number: number, dryRun = false) => [
    { run: number, dryRun, agency: 'statistics', roles: ['publisher'] },
  ];

  it.each<[string, UploadEvent[], Parameters<typeof decide>[1], unknown]>([
    ['is the first', [], {}, run(1)],
    ['is the same while one is under way', [begun()], {}, []],
    ['waits for a job of the other kind', [begun()], { dryRun: true }, 'upload-running'],
    ['begins another one when the first was lost', [begun()], { now: later(patience) }, run(2)],
    ['does not, while the first is heard of', [begun()], { now: later(patience), heardAt: later(9) }, []],
    ['is another one after a dry run', [begun(1, true), ended('published')], {}, run(2)],
    ['is another one after a failure', [begun(), ended('failed')], {}, run(2)],
    ['is another one when two persons may have overruled', [begun(), ended('blocked')], {}, run(2)],
    ['is done when it was published', [begun(), ended('published')], {}, []],
    ['is done when nothing was new', [begun(), ended('unchanged')], { dryRun: true }, []],
    ['comes too late', [], { now: later(6 * day) }, 'upload-expired'],
    ['comes too late for another one', [begun(), ended('failed')], { now: later(6 * day) }, 'upload-expired'],
  ])('%s', (_case, events, asked, expected) => expect(decide(events, asked)).toEqual(expected));
});

describe('the end of a job', () => {
  const end = { at: later(5), outcome: 'published', report: 'c'.repeat(64) } as const;

  it('is recorded once, and not for one whose place was taken', () => {
    expect(decideEnd(given(begun()), 1, end)).toHaveLength(1);
    expect(decideEnd(given(begun(), ended('failed')), 1, end)).toEqual([]);
    expect(decideEnd(given(begun(), begun(2)), 1, end)).toEqual([]);
    expect(decideEnd(given(), 1, end)).toEqual([]);
  });

  it('is told with the upload', () => {
    const upload = decideEnd(given(begun()), 1, end).reduce(evolveUpload, given(begun()));
    expect(upload.run).toEqual({ number: 1, dryRun: false, startedAt: start, requester: actor, ended: end });
  });
});

describe('an upload', () => {
  it.each([
    [{ id: 'wu', agency: 'statistics', roles: ['publisher'] }, true],
    [{ id: 'wu', agency: 'bureau', roles: ['publisher'] }, false],
    [{ id: 'wu', agency: 'statistics', roles: ['reviewer'] }, false],
    [{ id: 'wu', roles: ['supervisor', 'auditor'] }, false],
    [{ id: 'wu', roles: ['publisher'] }, false],
  ] as const)('is handled by %j: %s', (who, expected) => {
    expect(mayHandle(who, { agency: 'statistics' })).toBe(expected);
  });

  it('is read from its own events only', () => {
    expect(foldUpload([])).toBeUndefined();
    expect(() => foldUpload([{ ...announced, type: 'dataset-withdrawn' }])).toThrow('no event of an upload');
    expect(() => foldUpload([{ ...announced, data: { dataset: 1 } }])).toThrow('dataset');
    expect(() => foldUpload([begun()])).toThrow('before the announcement');
    expect(() => foldUpload([announced, begun(), ended('failed', 2)])).toThrow('another job');
  });
});
