import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../functions/service/objection/commands.ts';
import { objectionDepsOf } from '../../functions/service/objection/composed-deps.ts';
import { attachEvidence } from '../../functions/service/objection/evidence.ts';
import { createObjectionTimekeeper } from '../../functions/service/objection/timekeeper.ts';
import { receiptHash } from '../../functions/service/receipt.ts';
import { type GrantedPlatform, openGrantedPlatform } from '../support/granted-platform.ts';
import { proofOf } from '../support/proof.ts';

let platform: GrantedPlatform;
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 20 });
});
afterAll(() => platform[Symbol.asyncDispose]());

interface Filed {
  readonly id: string;
  readonly status: string;
  readonly receiptCode: string;
}
interface Read {
  readonly words: readonly object[];
  readonly contact: object;
  readonly evidence: readonly { readonly sha256: string }[];
  readonly public: object;
  readonly objection: {
    readonly status: string;
    readonly finding: object;
    readonly forwarded: { readonly note?: string };
  };
}
interface Row {
  readonly id: string;
  readonly objection: string;
  readonly event: string;
  readonly overdue: boolean;
}
interface Problem {
  readonly code: string;
  readonly happened: { readonly type: string };
}
type Challenge = Parameters<typeof proofOf>[0];
interface Told {
  readonly status: number;
  /** One of these: each assertion reads what its answer holds. */
  readonly body: Filed &
    Read &
    Problem &
    Challenge & { readonly data: readonly Row[]; readonly disputed: readonly Row[]; readonly events: object };
}
type Headers = Readonly<Record<string, string>>;
async function ask(path: string, headers: Headers = {}, body?: object | FormData): Promise<Told> {
  const isForm = body instanceof FormData;
  const response = await platform.app.request(`/api/v1/${path}`, {
    ...(body && { method: 'POST', body: isForm ? body : JSON.stringify(body) }),
    headers: { ...headers, ...(body && !isForm && { 'Content-Type': 'application/json' }) },
  });
  return { status: response.status, body: (await response.json()) as Told['body'] };
}
const bearer = (account: keyof GrantedPlatform['people']): Headers => ({
  Authorization: `Bearer ${account}`,
});
const proof = async (): Promise<Headers> => {
  const { body } = await ask('challenges', {}, {});
  return { 'Proof-Of-Work': proofOf(body) };
};
const act = async (account: keyof GrantedPlatform['people'], id: string, command: object) =>
  ask(`objections/${id}/commands`, bearer(account), command);
const idsOf = (told: readonly { readonly id: string }[] = []): string[] => told.map(({ id }) => id);

const words = '第三行的电话是我的：13912345678 <script>alert(1)</script>';
const email = 'objector@example.org';
const filing = { kind: 'error', dataset: 'lakes', text: words, contact: { name: '异议人某', email } };
const file = async (changes: object = {}) => ask('objections', await proof(), { ...filing, ...changes });

describe('an objection without an account', () => {
  let id: string;
  let receipt: Headers;

  it('is filed with a proof of work, marked at once, and told by a receipt code', async () => {
    expect(await ask('objections', {}, filing)).toMatchObject({
      status: 428,
      body: { code: 'proof-required' },
    });
    const filed = await file();
    expect(filed).toMatchObject({
      status: 201,
      body: { id: expect.stringMatching(/^obj_/), status: 'received', keptDays: 90 },
    });
    id = filed.body.id;
    receipt = { 'Receipt-Code': filed.body.receiptCode.toLowerCase() };
    const whole = await ask('objections/receipt', receipt);
    expect(whole.body).toMatchObject({
      id,
      words: [{ text: words }],
      contact: { email },
      capacities: ['objector'],
      commands: ['add-file', 'supplement', 'withdraw'],
      clocks: [
        { clock: 'objection.mark', kind: 'statutory', result: 'met' },
        { clock: expect.stringMatching(/^objection\.(forward|decide)$/), limit: 2, result: 'running' },
      ],
    });
    expect((await ask(`objections/${id}`, receipt)).body).toEqual(whole.body);
  });

  it.each([
    [{ dataset: 'nowhere' }, 'unknown-target'],
    [{ version: 99 }, 'unknown-target'],
    [{ field: 'no_such_field' }, 'unknown-target'],
    [{ text: '　' }, 'blank-text'],
    [{ text: 'x'.repeat(4001) }, 'invalid-request'],
    [{ contact: { email: 'a@b.c>\r\nBcc: x@y.z' } }, 'invalid-request'],
    [{ scope: 'bureau' }, 'invalid-request'],
  ])('that says %j is refused as %s', async (changes, code) => {
    expect((await file(changes)).body.code).toBe(code);
  });

  it('takes evidence that is what it says, and nothing that runs', async () => {
    const send = async (name: string, content: string) => {
      const form = new FormData();
      form.set('file', new File([content], name));
      return ask(`objections/${id}/attachments`, receipt, form);
    };
    expect((await send('证据.pdf', '%PDF-1.7\n%%EOF')).status).toBe(201);
    for (const [name, content] of [
      ['page.html', '<script>alert(1)</script>'],
      ['picture.svg', '<svg onload="alert(1)"/>'],
      ['report.pdf', '<script>alert(1)</script>'],
      ['macro.docx', 'PK\u0003\u0004 no archive'],
      ['tool.exe', 'MZ'],
    ] as const)
      expect([name, (await send(name, content)).body.code]).toEqual([name, 'evidence-refused']);
    const { body } = await ask(`objections/${id}`, receipt);
    expect(body.evidence).toMatchObject([{ name: '证据.pdf', mediaType: 'application/pdf' }]);
    const address = `objections/${id}/attachments/${body.evidence[0]?.sha256}`;
    const opened = await platform.app.request(`/api/v1/${address}`, { headers: receipt });
    expect(opened.headers.get('Content-Disposition')).toMatch(/^attachment/);
    expect(await opened.text()).toBe('%PDF-1.7\n%%EOF');
    expect((await ask(address)).body.code).toBe('unknown-objection');
  });

  it('is a stranger’s neither by guess nor by another receipt', async () => {
    const other = (await file()).body.receiptCode;
    for (const code of [other, 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA', 'nonsense', ''])
      expect(
        (await ask(`objections/${id}/commands`, { 'Receipt-Code': code }, { type: 'withdraw' })).body.code,
      ).toBe('unknown-objection');
  });

  it('is public as a mark, without its words and its person, in every interface', async () => {
    await platform.follow();
    const listed = await ask('objections?dataset=lakes');
    expect(listed.body.data.map((each) => each.id)).toContain(id);
    const entry = await ask('datasets/lakes');
    expect(entry.body.disputed).toContainEqual({ id, kind: 'error', since: expect.any(String) });
    const get = async (path: string) => (await platform.get(path)).text();
    const told = {
      list: await get('/api/v1/objections'),
      one: await get(`/api/v1/objections/${id}`),
      entry: await get('/datasets/lakes.json'),
      ckan: await get('/api/3/action/package_show?id=lakes'),
      dcat: await get('/datasets/lakes/dcat.ttl'),
      all: await get('/api/v1/datasets'),
    };
    for (const [where, text] of Object.entries(told)) {
      expect([where, text.includes(id)]).toEqual([where, true]);
      expect([where, /13912345678|alert\(1\)|objector@|异议人某/.test(text)]).toEqual([where, false]);
    }
  });

  it('goes through the offices by the clock, and its outcome is public when it is told', async () => {
    const reason = '经核实，已更正第三行';
    expect((await ask(`objections/${id}`, bearer('reviewer'))).body.words).toBeUndefined();
    const { body: view } = await ask(`objections/${id}`, bearer('supervisor'));
    expect(view).toMatchObject({ words: [{ text: words }], contact: { email } });
    // Two officers at once: one forwards, the other is told what came before.
    const both = await Promise.all(
      ['甲', '乙'].map((note) => act('supervisor', id, { type: 'forward', note })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.body.happened.type).toBe('forwarded');
    expect(idsOf((await ask('objections?scope=queue', bearer('reviewer'))).body.data)).toEqual([id]);
    const verify = { type: 'verify', outcome: 'corrected', reason };
    expect((await act('reviewer', id, { ...verify, reason: '机主13912345678' })).body.code).toBe(
      'personal-reason',
    );
    expect((await act('reviewer', id, verify)).status).toBe(200);
    const waiting = (await ask(`objections/${id}`, receipt)).body.objection;
    expect([waiting.status, waiting.finding, waiting.forwarded.note]).toEqual([
      'verified',
      undefined,
      undefined,
    ]);
    expect((await act('supervisor', id, { type: 'conclude' })).status).toBe(200);
    expect((await ask(`objections/${id}`, receipt)).body.objection.finding).toMatchObject({ reason });
    await platform.follow();
    expect((await ask(`objections/${id}`)).body.public).toMatchObject({ status: 'concluded', reason });
    expect(idsOf((await ask('datasets/lakes')).body.disputed)).not.toContain(id);
    const { rows } = await platform.records.query('mail-outbox', 'waiting');
    expect(rows.map(({ value }) => value).filter(({ to }) => to === email)).toHaveLength(2);
  });

  it('is told to the offices when its clock runs out', async () => {
    const late = (await file()).body.id;
    platform.pass(30 * 86_400_000);
    const keepTime = createObjectionTimekeeper(objectionDepsOf(platform.deps));
    await Promise.all([keepTime(), keepTime()]);
    await keepTime();
    const { body } = await ask('notifications?limit=50', bearer('supervisor'));
    const told = body.data.filter((each) => each.objection === late);
    expect(told.map(({ event }) => event)).toEqual(['objection.fell-overdue', 'objection.filed']);
    expect((await ask('objections?scope=queue', bearer('supervisor'))).body.data[0]?.overdue).toBe(true);
  });

  it('leaves nothing of the person in events, notifications, webhooks and logs, and nothing at all after its time', async () => {
    const events = JSON.stringify(await platform.records.load(`objection/${id}`));
    const notices = JSON.stringify((await ask('notifications', bearer('supervisor'))).body);
    expect(notices).toContain(id);
    for (const text of [events, notices, JSON.stringify(platform.logged)])
      expect(text).not.toMatch(/13912345678|alert\(1\)|objector@|异议人某/);
    platform.pass(100 * 86_400_000);
    await createObjectionTimekeeper(objectionDepsOf(platform.deps))();
    const { body } = await ask(`objections/${id}`, receipt);
    expect(body).toMatchObject({ words: [], evidence: [], objection: { erasedAt: expect.any(String) } });
    expect(body.contact).toBeUndefined();
  });

  it('keeps no file that no event names: neither one refused once it was stored, nor what a crash left', async () => {
    const { id: other, receiptCode } = (await file()).body;
    const objector = { receipt: receiptHash(receiptCode) };
    const deps = objectionDepsOf(platform.deps);
    const { blobs } = deps;
    const stored = async () => (await blobs.list(`attachments/${other}/`)).rows.length;
    const attach = (putBytes: typeof blobs.putBytes) =>
      attachEvidence(
        { ...deps, blobs: Object.assign(Object.create(blobs), { putBytes }) },
        { id: other, asker: objector, name: 'a.pdf', bytes: Buffer.from('%PDF-1.7\n%%EOF') },
      );
    const crash = attach(async (...put) => {
      await blobs.putBytes(...put);
      throw new Error('the process ends here');
    });
    await expect(crash).rejects.toThrow('ends here');
    expect(await stored()).toBe(1);
    const withdrawn = attach(async (...put) => {
      await command(deps, { id: other, asker: objector, body: { type: 'withdraw' } });
      return blobs.putBytes(...put);
    });
    expect(await withdrawn).toMatchObject({ outcome: 'refused', refusal: { code: 'wrong-status' } });
    expect(await stored()).toBe(0);
    await blobs.putBytes(`attachments/${other}/${'0'.repeat(64)}`, Buffer.from('a'), {
      ...{ sha256: createHash('sha256').update('a').digest('hex'), mediaType: 'application/pdf' },
    });
    platform.pass(100 * 86_400_000);
    await createObjectionTimekeeper(deps)();
    expect(await stored()).toBe(0);
  });

  it('is withdrawn by its receipt', async () => {
    const filed = await file({ kind: 'omission' });
    const own = { 'Receipt-Code': filed.body.receiptCode };
    const added = await ask(`objections/${filed.body.id}/commands`, own, {
      type: 'supplement',
      text: '还有一行',
    });
    expect(added.body.events).toEqual(['supplemented']);
    expect((await ask(`objections/${filed.body.id}/commands`, own, { type: 'withdraw' })).body.status).toBe(
      'withdrawn',
    );
  });
});

describe('an objection of an account', () => {
  it('is found again by the account, and decided by the Bureau in its own scope', async () => {
    const filed = await ask('objections', bearer('member'), { ...filing, dataset: 'rivers', contact: {} });
    const { id } = filed.body;
    expect(idsOf((await ask('objections/mine', bearer('member'))).body.data)).toEqual([id]);
    expect((await act('supervisor', id, { type: 'forward' })).body.code).toBe('bureau-scope');
    const decide = { type: 'decide', outcome: 'not-corrected', reason: '与原始记录一致' };
    expect((await act('supervisor', id, decide)).body.status).toBe('concluded');
  });

  it('about privacy takes the data offline in one request, by its agency, with the proof', async () => {
    const { id } = (await file({ kind: 'privacy', dataset: 'rivers', version: 1 })).body;
    const order = { reason: '疑似泄露隐私' };
    expect((await ask(`objections/${id}/quarantine`, bearer('member'), order)).body.code).toBe(
      'unknown-objection',
    );
    const done = await ask(`objections/${id}/quarantine`, bearer('reviewer'), order);
    expect(done).toMatchObject({ status: 200, body: { events: ['quarantined'] } });
    await platform.follow();
    expect((await ask('datasets/rivers/records')).body.code).toBe('version-quarantined');
    expect((await ask(`objections/${id}`)).body.public).toMatchObject({ quarantinedAt: expect.any(String) });
  });
});

describe('lists of officials', () => {
  it('are each office’s own', async () => {
    expect((await ask('objections?scope=all', bearer('reviewer'))).body.code).toBe('not-your-list');
    expect((await ask('objections?scope=all', bearer('auditor'))).body.data.length).toBeGreaterThan(3);
  });
});
