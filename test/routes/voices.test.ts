import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eraseVoices, reindexVoices } from '../../functions/service/voice/retention.ts';
import { proofOf } from '../support/proof.ts';
import { openSignedInPlatform, type SignedInPlatform } from '../support/signed-in-platform.ts';

let platform: SignedInPlatform;
beforeAll(async () => {
  platform = await openSignedInPlatform();
});
afterAll(() => platform.close());

interface Filed {
  readonly id: string;
  readonly receiptCode: string;
}
interface Read {
  readonly status: string;
  readonly title: string | null;
  readonly text: string | null;
  readonly clock: object | null;
}
interface Listed {
  readonly data: readonly object[];
  readonly links: { readonly next: string };
}
interface Told {
  readonly status: number;
  /** One of these, or a problem: each assertion reads what its answer holds. */
  readonly body: Filed & Read & Listed;
}
type Headers = Readonly<Record<string, string>>;
async function ask(path: string, headers: Headers = {}, body?: object): Promise<Told> {
  const init = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${platform.url}/api/v1/${path}`, {
    ...init,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
  });
  return { status: response.status, body: (await response.json()) as Told['body'] };
}
const bearer = async (account: string): Promise<Headers> => ({
  Authorization: `Bearer ${await platform.token(account)}`,
});
const proof = async (): Promise<Headers> => {
  const response = await fetch(`${platform.url}/api/v1/challenges`, { method: 'POST' });
  return { 'Proof-Of-Work': proofOf((await response.json()) as { challenge: string; bits: number }) };
};
const act = async (account: string, id: string, command: object) =>
  ask(`voices/${id}/commands`, await bearer(account), command);

const request = {
  title: '公开公交到站预测',
  text: '希望公开实时到站预测，方便视障乘客。',
  grounds: ['livelihood'],
};
/** Of a data request, whatever else is on record of it. */
const publicProperties = 'agency answer datasets filedAt grounds id kind status supporters text title'.split(
  ' ',
);
const question = { title: '多久更新一次', text: '断面数据多久更新一次？', dataset: 'gated' };

describe('without an account', () => {
  it('what is filed is followed, and withdrawn, by its receipt code', async () => {
    const filed = await ask('questions', await proof(), question);
    expect(filed).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^voi_/) } });
    const { id, receiptCode } = filed.body;
    const receipt = { 'Receipt-Code': receiptCode.toLowerCase().replaceAll('-', ' ') };
    expect(await ask('receipt', receipt)).toMatchObject({ status: 200, body: { id } });
    expect(await ask(`voices/${id}`)).toMatchObject({ status: 404, body: { code: 'unknown-voice' } });
    expect(await ask(`voices/${id}`, receipt)).toMatchObject({
      status: 200,
      body: {
        status: 'filed',
        ...{ title: question.title, text: question.text },
        isMine: true,
        commands: ['withdraw'],
      },
    });
    expect((await ask(`voices/${id}/commands`, receipt, { type: 'withdraw' })).body.status).toBe('withdrawn');
  });

  it('a proof of work is asked for, and counts once', async () => {
    expect(await ask('questions', {}, question)).toMatchObject({
      status: 428,
      body: { code: 'proof-required' },
    });
    const once = await proof();
    expect((await ask('questions', once, question)).status).toBe(201);
    expect(await ask('questions', once, question)).toMatchObject({
      status: 403,
      body: { code: 'proof-refused', reason: 'used' },
    });
  });

  it('a body with mistakes costs no proof', async () => {
    const once = await proof();
    expect((await ask('questions', once, { ...question, stars: 3 })).status).toBe(400);
    expect((await ask('questions', once, question)).status).toBe(201);
  });
});

describe('what is to be published', () => {
  it.each([
    ['text', { ...question, text: '请联系 13812345678，谢谢。' }],
    ['title', { ...question, title: '11010519491231002X 的记录' }],
  ])('is refused with personal data in its %s', async (field, body) => {
    expect(await ask('questions', await bearer('person'), body)).toMatchObject({
      status: 422,
      body: { code: 'voice-personal-data', errors: [{ field }] },
    });
  });

  it.each(['javascript:alert(1)', 'https://user:secret@a.example/', 'ftp://a.example/', '//a.example'])(
    'is refused with the address %s',
    async (url) => {
      const reuse = {
        title: '应用',
        text: '一个应用',
        datasets: ['gated'],
        form: 'application',
        by: '某公司',
        url,
      };
      expect((await ask('reuses', await bearer('person'), reuse)).status).toBe(400);
    },
  );

  it('is told as it was written, as text', async () => {
    const hostile = { ...question, title: '<script>alert(1)</script>"\u202e' };
    const { body } = await ask('questions', await bearer('person'), hostile);
    await act('supervisor', body.id, { type: 'admit' });
    const told = await ask(`voices/${body.id}`, await bearer('person'));
    expect(told.body.title).toBe(hostile.title);
  });
});

describe('a data request', () => {
  it('is moderated, supported once an account, answered publicly, and named in the list', async () => {
    const { body: filed } = await ask('data-requests', await bearer('person'), request);
    const { id } = filed;
    const queue = async () => (await ask('voices?scope=queue', await bearer('supervisor'))).body.data;
    expect(await queue()).toMatchObject([{ id, status: 'filed' }]);
    expect((await ask('data-requests')).body.data).toEqual([]);
    expect((await act('supervisor', id, { type: 'admit' })).body.status).toBe('admitted');
    for (const account of ['enterprise-a', 'enterprise-a', 'enterprise-b'])
      expect((await act(account, id, { type: 'support' })).status).toBe(200);
    expect(
      (await act('supervisor', id, { type: 'answer', outcome: 'planned', text: '年内开放' })).body,
    ).toMatchObject({
      code: 'voice-answer-unfit',
      errors: [{ field: 'by' }],
    });
    const answer = { type: 'answer', outcome: 'planned', text: '年内开放', by: '2026-12-31' };
    for (const by of ['9999-12-31', '2126-01-01', '2026-W50', '20261231', '2026-12', '2026-11-31'])
      expect(await act('supervisor', id, { ...answer, by })).toMatchObject({
        status: 422,
        body: { code: 'voice-answer-unfit', errors: [{ field: 'by' }] },
      });
    expect((await act('supervisor', id, answer)).body.status).toBe('answered');
    const listed = await ask('data-requests');
    expect(Object.keys(listed.body.data[0] ?? {}).toSorted()).toEqual(publicProperties);
    expect(listed.body.data).toMatchObject([
      { id, title: request.title, supporters: 2, answer: { outcome: 'planned', by: '2026-12-31' } },
    ]);
    expect(JSON.stringify(listed.body)).not.toMatch(/receipt|"filer"|enterprise-a/);
    expect(await queue()).toEqual([]);
    const { body: told } = await ask('notifications', await bearer('person'));
    const events = (told.data as { event: string; voice: string }[]).filter(({ voice }) => voice === id);
    expect(events.map(({ event }) => event).sort()).toEqual(['voice-admitted', 'voice-answered']);
  });
});

describe('a complaint (Art. 50)', () => {
  const complaint = {
    title: '逾期未更新',
    text: '目录写明每月更新，已三个月没有更新。',
    agency: 'changchun-bus',
  };
  const answer = { type: 'answer', outcome: 'upheld', text: '已补充更新。' };

  it('has five working days from its acceptance', async () => {
    const { body } = await ask('complaints', await bearer('person'), complaint);
    expect((await ask(`voices/${body.id}`, await bearer('person'))).body.clock).toBeNull();
    await act('supervisor', body.id, { type: 'admit' });
    expect((await ask(`voices/${body.id}`, await bearer('person'))).body.clock).toMatchObject({
      clock: 'complaint.answer',
      kind: 'statutory',
      limit: 5,
      remaining: 5,
      overdue: false,
    });
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('is told publicly only where its filer agreed: %s', async (isPublic, more) => {
    const before = (await ask('complaints')).body.data.length;
    const { body } = await ask('complaints', await bearer('person'), { ...complaint, isPublic });
    await act('supervisor', body.id, { type: 'admit' });
    expect((await ask('complaints')).body.data).toHaveLength(before);
    await act('supervisor', body.id, answer);
    expect((await ask('complaints')).body.data).toHaveLength(before + more);
    expect((await ask(`voices/${body.id}`)).status).toBe(isPublic ? 200 : 404);
  });

  it('is neither filed, handed on nor answered in words that show nothing', async () => {
    const blank = '\u200b \u2800\u3000';
    for (const part of ['title', 'text'])
      expect(await ask('complaints', await bearer('person'), { ...complaint, [part]: blank })).toMatchObject({
        status: 400,
        body: { errors: [{ field: part, message: 'must be written out' }] },
      });
    const { body } = await ask('complaints', await bearer('person'), complaint);
    await act('supervisor', body.id, { type: 'admit' });
    const handed = { type: 'assign', agency: 'ecology-department', reason: blank };
    for (const command of [{ ...answer, text: blank }, handed])
      expect((await act('supervisor', body.id, command)).status).toBe(400);
    expect((await ask(`voices/${body.id}`, await bearer('person'))).body.status).toBe('admitted');
  });

  it('that was handed on is told without the offices that had it before', async () => {
    const { body } = await ask('complaints', await bearer('person'), { ...complaint, isPublic: true });
    await act('supervisor', body.id, { type: 'admit' });
    const handed = { type: 'assign', agency: 'ecology-department', reason: '属环境部门职责' };
    expect((await act('supervisor', body.id, handed)).status).toBe(200);
    await act('supervisor', body.id, answer);
    const [told] = (await ask('complaints')).body.data;
    expect(told).toMatchObject({ id: body.id, agency: { id: 'ecology-department' } });
    expect(JSON.stringify([told, await ask(`voices/${body.id}`)])).not.toContain('changchun-bus');
  });

  it('that is to be public holds no personal data; one that is not may', async () => {
    const named = { ...complaint, text: '请联系 13812345678。' };
    expect((await ask('complaints', await bearer('person'), { ...named, isPublic: true })).status).toBe(422);
    expect((await ask('complaints', await bearer('person'), named)).status).toBe(201);
  });

  it('two officials at once: one answers, the other is told', async () => {
    const { body } = await ask('complaints', await bearer('person'), complaint);
    await act('supervisor', body.id, { type: 'admit' });
    const both = await Promise.all(['supervisor', 'supervisor'].map((each) => act(each, body.id, answer)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('90 days after the end', () => {
  const later = () => new Date(Date.now() + 92 * 86_400_000);
  const tick = () => eraseVoices({ records: platform.records, now: later, portalUrl: platform.url });
  const kept = async (id: string) => JSON.stringify((await platform.records.query('voice-words', id)).rows);
  const email = 'filer@example.org';
  const closed = async (account: string) => {
    const { body } = await ask('complaints', await bearer(account), {
      ...{ title: '逾期未更新', text: '请联系我', agency: 'changchun-bus', email },
      isPublic: account === 'enterprise-b',
    });
    await act('supervisor', body.id, { type: 'admit' });
    await act('supervisor', body.id, { type: 'answer', outcome: 'upheld', text: '已补充更新。' });
    return body.id;
  };

  it('what is public stays without the address; of the rest nothing stays, once and for all', async () => {
    const [open, closedOne] = [await closed('enterprise-b'), await closed('person')];
    expect(await kept(open)).toContain(email);
    const events = () => platform.records.load(`voice/${closedOne}`);
    expect(JSON.stringify(await events())).not.toMatch(/请联系我|filer@/);
    await Promise.all([tick(), tick()]);
    await tick();
    expect((await events()).filter(({ type }) => type === 'voice-erased')).toHaveLength(1);
    expect([await kept(open), await kept(closedOne)]).toEqual([expect.not.stringContaining(email), '[]']);
    expect((await ask(`voices/${open}`)).body).toMatchObject({ title: '逾期未更新', text: '请联系我' });
    expect((await ask(`voices/${closedOne}`, await bearer('person'))).body).toMatchObject({
      ...{ title: null, text: null, answer: { outcome: 'upheld' }, erasedAt: expect.any(String) },
    });
  });

  it('words of earlier stores are read where they lie, placed by a rebuild, and removed', async () => {
    const id = await closed('person');
    const { records } = platform;
    const [row] = (await records.query('voice-words', id)).rows;
    const { rows } = await records.query('voice-agenda', 'all', { limit: 1000 });
    const due = rows.filter(({ value }) => value.id === id);
    const { length } = await records.load(`voice/${id}`);
    await records.put(`voice-words/${id}`, { ...row?.value });
    await records.append(`voice/${id}`, length, [], { remove: [...due, ...(row ? [row] : [])] });
    expect((await ask(`voices/${id}`, await bearer('person'))).body.text).toBe('请联系我');
    await reindexVoices(records);
    await tick();
    expect(await records.get(`voice-words/${id}`)).toBeUndefined();
  });
});

it('lists go on from their cursor, and begin anew with none', async () => {
  for (const title of ['甲类', '乙类', '丙类']) {
    const { body } = await ask('ratings', await bearer('person'), { ...question, title, stars: 4 });
    await act('supervisor', body.id, { type: 'admit' });
  }
  const first = await ask('ratings?dataset=gated&limit=2');
  expect(first.body.data).toMatchObject([{ title: '丙类', stars: 4 }, { title: '乙类' }]);
  const next = new URL(first.body.links.next);
  const second = await ask(`ratings${next.search}`);
  expect(second.body).toMatchObject({ data: [{ title: '甲类' }], links: { next: null } });
  expect((await ask('ratings?cursor=%00')).status).toBe(400);
});
