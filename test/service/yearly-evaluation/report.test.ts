import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { ObjectionBody } from '../../../functions/domain/objection-command.ts';
import { figureNames, figures, weights } from '../../../functions/domain/yearly-evaluation.ts';
import { command, file } from '../../../functions/service/objection/commands.ts';
import { objectionDepsOf } from '../../../functions/service/objection/composed-deps.ts';
import { commandVoice, fileVoice } from '../../../functions/service/voice/commands.ts';
import type { VoiceDeps } from '../../../functions/service/voice/contract.ts';
import { makeReport, type Report, reportFiles } from '../../../functions/service/yearly-evaluation/report.ts';
import { yearOf } from '../../../functions/service/yearly-evaluation/year.ts';
import { parseTable } from '../../datasets/shipped.ts';
import { type Applying, bodies, dataset, openApplying, people } from '../application/applying.ts';

const by = weights().assert(
  JSON.parse(readFileSync('functions/local/yearly-evaluation-weights.json', 'utf8')) as unknown,
);
let applying: Applying;
let voices: VoiceDeps;
const reportAt = (year: number, now: string): Promise<Report> =>
  makeReport(applying.deps, yearOf(year, now), by);

/** Accepted in the last week of 2026; one is answered in the last second of the year in China, one a second later. */
beforeAll(async () => {
  applying = await openApplying();
  voices = { ...applying.deps, portalUrl: 'https://a.example' };
  await applying.grant();
  applying.at('2026-12-28T02:00:00.000Z');
  const filed = [await complain(), await complain()];
  await object('corrected', '2026-12-31T15:59:59.000Z');
  applying.at('2026-12-28T02:00:00.000Z');
  await object('data-withdrawn', '2026-12-31T16:00:00.000Z');
  applying.at('2026-12-28T02:00:00.000Z');
  await decideByBureau();
  await object('not-corrected', '2026-12-31T02:00:00.000Z');
  applying.at('2026-12-28T02:00:00.000Z');
  for (const [at, id] of [
    ['2026-12-31T15:59:59.000Z', filed[0]],
    ['2026-12-31T16:00:00.000Z', filed[1]],
  ] as const) {
    applying.at(at);
    const answer = { type: 'answer', outcome: 'upheld', text: '已经改正。' } as const;
    await commandVoice(voices, { id: id ?? '', command: answer, asker: { actor: people.reviewer } });
  }
  const late = await applying.begin();
  await applying.say(late, people.applicant, bodies.submit);
});
afterAll(() => applying[Symbol.asyncDispose]());

async function complain(): Promise<string> {
  const words = { title: '数据有误', text: '断面名称写错了。' };
  const facts = { kind: 'complaint', agency: 'ecology', datasets: [dataset], isPublic: false } as const;
  const filed = await fileVoice(voices, { facts, words, asker: { actor: people.person } });
  if (filed.outcome === 'refused') throw new Error(JSON.stringify(filed.refusal));
  await commandVoice(voices, { id: filed.id, command: { type: 'admit' }, asker: { actor: people.reviewer } });
  return filed.id;
}

/** Forwarded and verified at once, and told at an instant. */
async function object(
  outcome: 'corrected' | 'not-corrected' | 'data-withdrawn',
  told: string,
): Promise<void> {
  const deps = objectionDepsOf({ ...applying.deps, portalUrl: voices.portalUrl });
  const filed = await file(deps, { filing: { kind: 'error', dataset, text: '断面名称写错了。' } });
  if (filed.outcome === 'refused') throw new Error(filed.refusal.code);
  const act = async (actor: Actor, body: ObjectionBody) => {
    const done = await command(deps, { id: filed.id, asker: { actor }, body });
    if (done.outcome === 'refused') throw new Error(done.refusal.code);
  };
  await act(people.supervisor, { type: 'forward' });
  const reason = '已与提供单位核实';
  await act(people.reviewer, { type: 'verify', outcome, reason, verification: '电话核实' });
  applying.at(told);
  await act(people.supervisor, { type: 'conclude' });
}

/** In the Bureau's own scope: one event is the decision and the end of it. */
async function decideByBureau(): Promise<void> {
  const of = applying.deps.catalogue();
  const agency = (id: string) => {
    const found = of.agency(id);
    return found && { ...found, kind: 'bureau' as const };
  };
  const { records, blobs, now, calendar } = applying.deps;
  const deps = { records, blobs, now, calendar, catalogue: () => ({ ...of, agency }) };
  const filed = await file(deps, { filing: { kind: 'omission', dataset, text: '缺一个断面。' } });
  if (filed.outcome === 'refused') throw new Error(filed.refusal.code);
  const body = { type: 'decide', outcome: 'corrected', reason: '已补充' } as const;
  const decided = await command(deps, { id: filed.id, asker: { actor: people.supervisor }, body });
  expect(decided).toMatchObject({ outcome: 'done', events: ['decided'] });
}

const valuesOf = ({ assessments }: Report) => assessments.find(({ agency }) => agency === 'ecology')?.figures;

describe('the yearly evaluation', () => {
  it('counts each clock once, in the year of China in which it was decided', async () => {
    const now = '2027-03-01T02:00:00.000Z';
    const [before, after] = [await reportAt(2026, now), await reportAt(2027, now)];
    // Check and review of the application that was granted, the complaint of the last second, three objections verified.
    expect(valuesOf(before)).toMatchObject({
      'clocks-met': { value: 6 },
      'objections-upheld': { value: 2 },
      'clocks-missed': { value: 0 },
      'grants-signed': { value: 1 },
    });
    // The complaint a second later; and the application that nobody has looked at.
    expect(valuesOf(after)).toMatchObject({
      'clocks-met': { value: 1 },
      'clocks-missed': { value: 1 },
      'objections-upheld': { value: 1 },
      'grants-signed': { value: 0 },
    });
    const missed = after.facts.find(({ figure }) => figure === 'clocks-missed');
    const upheld = before.facts.find(({ figure }) => figure === 'objections-upheld');
    expect(upheld).toMatchObject({ about: dataset, stream: expect.stringMatching(/^objection\/obj_/) });
    expect(missed).toMatchObject({ about: 'application.precheck', at: '2026-12-31T16:00:00.000Z' });
  });

  it('traces every figure to its events, which the records hold', async () => {
    const report = await reportAt(2026, '2027-03-01T02:00:00.000Z');
    const files = await reportFiles(report);
    const { rows } = parseTable(String(files['evaluation-2026-events.csv']));
    for (const { agency, figures: values } of report.assessments)
      for (const name of figureNames) {
        const own = rows.filter((row) => row.agency === agency && row.figure === name);
        expect(values[name].facts).toBe(own.length);
        const sum = own.reduce((total, { value }) => total + Number(value), 0);
        if (figures[name].how === 'sum') expect(values[name].value).toBe(sum);
      }
    expect(rows.length).toBeGreaterThan(3);
    for (const { stream = '', sequence, hash, at } of rows) {
      const event = (await applying.deps.records.load(stream)).find(
        (each) => String(each.sequence) === sequence,
      );
      expect(event).toMatchObject({ hash, at });
    }
    expect(JSON.stringify(files)).not.toMatch(/zhang|张某|断面名称/);
  });

  it('is the same bytes for the same records, and of a year under way ends now', async () => {
    const [one, other] = [
      await reportFiles(await reportAt(2026, '2027-03-01T02:00:00.000Z')),
      await reportFiles(await reportAt(2026, '2028-01-01T02:00:00.000Z')),
    ];
    expect(Object.keys(one)).toEqual(
      ['.html', '.pdf', '.xlsx', '.csv', '-events.csv'].map((end) => `evaluation-2026${end}`),
    );
    expect(one).toEqual(other);
    const early = await reportAt(2026, '2026-12-30T02:00:00.000Z');
    expect(valuesOf(early)).toMatchObject({ 'clocks-met': { value: 5 } });
  });
});
