import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createMonitoring,
  type MonitoringService,
} from '../../../functions/service/monitoring/monitoring.ts';
import { createObjectionService } from '../../../functions/service/objection/objection.ts';
import { createUseCounts } from '../../../functions/service/use-counts.ts';
import { commandVoice, fileVoice } from '../../../functions/service/voice/commands.ts';
import type { VoiceDeps } from '../../../functions/service/voice/contract.ts';
import { type Applying, bodies, dataset, openApplying, people } from '../application/applying.ts';

let applying: Applying;
let voices: VoiceDeps;
let service: MonitoringService;
let complaint: string;
let application: string;

const words = { title: '数据有误', text: '断面名称写错了。' };
async function file(kind: 'complaint' | 'question'): Promise<string> {
  const facts = { kind, agency: 'ecology', datasets: [dataset], isPublic: false };
  const filed = await fileVoice(voices, { facts, words, asker: { actor: people.person } });
  if (filed.outcome === 'refused') throw new Error(JSON.stringify(filed.refusal));
  return filed.id;
}
const admit = (id: string) =>
  commandVoice(voices, { id, command: { type: 'admit' }, asker: { actor: people.reviewer } });

/** Tuesday, 10 March: an application, two complaints of which one is answered, and a question. */
beforeAll(async () => {
  applying = await openApplying();
  voices = { ...applying.deps, portalUrl: 'https://a.example' };
  service = createMonitoring(applying.deps);
  application = await applying.begin();
  await applying.say(application, people.applicant, bodies.submit);
  complaint = await file('complaint');
  const answered = await file('complaint');
  await file('question');
  for (const id of [complaint, answered]) await admit(id);
  const answer = { type: 'answer', outcome: 'upheld', text: '已经改正。' } as const;
  await commandVoice(voices, { id: answered, command: answer, asker: { actor: people.reviewer } });
  const counts = createUseCounts({
    ...applying.deps,
    onFailure: (error) => {
      throw error;
    },
  });
  const used = { dataset, agency: 'ecology' };
  for (const kind of ['downloads', 'downloads', 'queries'] as const) counts.note({ ...used, kind });
  await counts.flush();
});
afterAll(() => applying[Symbol.asyncDispose]());

describe('monitoring', () => {
  it('counts what was brought before an agency, its clocks and its use from the records', async () => {
    applying.at('2026-03-18T02:00:00.000Z');
    const { agencies, regions, total, year } = await service.all();
    const ecology = agencies.find(({ agency }) => agency.id === 'ecology');
    expect(year).toBe('2026');
    expect(ecology).toMatchObject({
      datasets: { total: 1, conditional: 1 },
      matters: {
        application: { received: 1, open: 1 },
        complaint: { received: 2, open: 1 },
        question: { received: 1, open: 1 },
      },
      use: { downloads: 2, queries: 1 },
    });
    const told = ecology?.clocks.filter(({ started }) => started > 0);
    expect(told).toEqual([
      expect.objectContaining({ clock: 'complaint.answer', started: 2, met: 1, missed: 1, overdue: 1 }),
      expect.objectContaining({ clock: 'application.precheck', started: 1, missed: 1, running: 0 }),
    ]);
    const region = regions.find((each) => each.region === ecology?.agency.region);
    expect(region?.matters).toEqual(total.matters);
    expect(await service.datasets('ecology', { limit: 10, offset: 0 })).toMatchObject({
      total: 1,
      datasets: [{ id: dataset, use: { downloads: 2, queries: 1 }, open: 3, openObjections: 0 }],
    });
    expect(JSON.stringify(await service.all())).not.toMatch(/zhang|张某|断面名称/);
  });

  it('lists what waits for an office, the first due first', async () => {
    const told = await service.tasks({ actor: people.reviewer, limit: 10 });
    if (told.outcome !== 'list') throw new Error(told.outcome);
    expect(
      told.tasks.filter(({ kind }) => kind !== 'update').map(({ kind, dueOn }) => [kind, dueOn]),
    ).toEqual([
      ...[application, complaint]
        .toSorted()
        .map((id) => [id === complaint ? 'complaint' : 'application', '2026-03-17']),
      ['question', null],
    ]);
    expect(told.overdue).toBe(2 + told.tasks.filter((task) => task.kind === 'update' && task.overdue).length);
    expect(told.tasks.find(({ id }) => id === application)).toMatchObject({
      page: `/desk/?application=${application}`,
    });
    const published = await service.tasks({ actor: people.publisher, limit: 10 });
    expect(published).toMatchObject({ total: told.total - 1 });
    expect(JSON.stringify(published)).not.toContain(application);
    const all = await service.tasks({ actor: people.supervisor, limit: 1 });
    expect(all).toMatchObject({ total: told.total, tasks: [{ agency: 'ecology' }] });
    expect(await service.tasks({ actor: people.supervisor, agency: 'transport', limit: 1 })).toMatchObject({
      total: 0,
    });
    for (const [actor, agency] of [[people.person], [people.reviewer, 'transport']] as const)
      expect(await service.tasks({ actor, limit: 1, ...(agency && { agency }) })).toEqual({
        outcome: 'not-permitted',
      });
  });

  it('counts an objection at its provider, and it waits for the Bureau by the clock of the law', async () => {
    applying.at('2026-03-24T02:00:00.000Z');
    const { rowsFor: _told, ...deps } = applying.deps;
    const objections = createObjectionService(deps);
    const filing = { kind: 'error', dataset, text: '断面名称写错了。' } as const;
    const filed = await objections.file({ filing, account: people.person.id });
    if (filed.outcome === 'refused') throw new Error(JSON.stringify(filed));
    const waits = async () => {
      const told = await service.tasks({ actor: people.supervisor, limit: 20 });
      return told.outcome === 'list' ? told.tasks.find(({ id }) => id === filed.id) : undefined;
    };
    expect(await waits()).toMatchObject({ kind: 'objection', agency: 'bureau', dueOn: '2026-03-26' });
    const { total } = await service.all();
    expect(total.matters.objection).toEqual({ received: 1, open: 1 });
    applying.at('2026-03-30T02:00:00.000Z');
    const late = (await service.all()).total.matters.objection;
    expect(late.open).toBe(1);
    expect(await waits()).toMatchObject({ overdue: true });
    const [own] = (await service.datasets('ecology', { limit: 1, offset: 0 })).datasets;
    expect(own?.openObjections).toBe(1);
  });

  it('counts what was missed at the office that had it then, whoever has it now', async () => {
    applying.at('2026-03-31T02:00:00.000Z');
    const fresh = await file('complaint');
    await admit(fresh);
    const command = { type: 'assign', agency: 'statistics', reason: '由统计部门处理。' } as const;
    for (const id of [complaint, fresh])
      expect(await commandVoice(voices, { id, command, asker: { actor: people.supervisor } })).toMatchObject({
        outcome: 'done',
      });
    applying.at('2026-04-20T02:00:00.000Z');
    const missed = async () => {
      const { agencies } = await service.all();
      return agencies.flatMap(({ agency, clocks }) =>
        clocks.filter((each) => each.clock === 'complaint.answer' && each.missed > 0).map(() => agency.id),
      );
    };
    expect((await missed()).toSorted()).toEqual(['ecology', 'statistics']);
    const waiting = await service.tasks({
      actor: { ...people.foreignReviewer, agency: 'statistics' },
      limit: 5,
    });
    expect(waiting).toMatchObject({
      tasks: [
        { id: complaint, dueOn: '2026-03-17', overdue: true },
        { id: fresh, overdue: true },
      ],
    });
  });
});
