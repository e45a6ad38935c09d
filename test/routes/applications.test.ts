import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import type { Actor } from '../../functions/domain/actor.ts';
import { openWorkingCalendar } from '../../functions/service/working-calendar.ts';
import { grounds } from '../domain/application-given.ts';
import { calendar } from '../domain/calendar-given.ts';
import { moment, type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

const organisation = { creditCode: '11332500MB1601924J', name: '吉林某某科技有限公司' };
const other = { creditCode: '11220100013828800N', name: '长春某某数据有限公司' };
const actors: Readonly<Record<string, Actor>> = {
  agent: { id: 'he', name: '何某', roles: [], organisations: [organisation, other] },
  applicant: { id: 'zhang', name: '张某', roles: [], organisations: [organisation], session: 's'.repeat(64) },
  person: { id: 'li', name: '李某', roles: [] },
  reviewer: { id: 'wang', name: '王某', roles: ['reviewer'], agency: 'ecology-department' },
  foreign: { id: 'zhou', name: '周某', roles: ['reviewer'], agency: 'health-commission' },
  supervisor: { id: 'zhao', name: '赵某', roles: ['supervisor'], agency: 'data-bureau' },
};

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform({ tokens: actors, more: { calendar: async () => calendar } });
});
afterAll(() => platform.close());

type Body = Readonly<Record<string, unknown>>;
interface Told {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

async function ask(path: string, token: string | undefined, init: RequestInit = {}): Promise<Told> {
  const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...init.headers };
  const response = await platform.get(`/api/v1/applications${path}`, { ...init, headers });
  const text = await response.text();
  const isJson = /json$/.test(response.headers.get('Content-Type') ?? '');
  return {
    status: response.status,
    body: isJson ? (JSON.parse(text) as Body) : { text },
    headers: response.headers,
  };
}
const post = (path: string, token: string | undefined, body: unknown, key?: string) =>
  ask(path, token, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(key && { 'Idempotency-Key': key }) },
  });
const send = (id: string, token: string, body: unknown, key?: string) =>
  post(`/${id}/commands`, token, body, key);
const revisionOf = async (id: string) => {
  const { application } = (await ask(`/${id}`, 'applicant')).body as {
    application: { written: { revision: number } };
  };
  return application.written.revision;
};
/** The same, of a submission from somebody who has just read the draft. */
const say = async (id: string, token: string, body: Body, key?: string) =>
  send(id, token, body.type === 'submit' ? { ...body, basedOn: await revisionOf(id) } : body, key);

const form = {
  contact: { name: '张三', phone: '0431-88904567' },
  fields: [{ name: 'code' }],
  scenario: '为城市供水企业提供来水水质预警服务',
  purpose: '用断面水质训练来水预警模型，提前六小时告警',
  access: ['records'],
  frequency: { cycle: 'daily', requestsPerDay: 200 },
  term: 12,
  security: '数据存放于境内专用服务器，访问逐人授权、全程留痕，到期由专人销毁并出具说明。',
  undertakings: [
    'stated-purpose-only',
    'no-transfer',
    'no-reidentification',
    'keep-secure',
    'report-incidents',
    'report-use',
    'destroy-at-end',
  ],
};
const grant = {
  fields: ['code'],
  rows: [],
  access: ['records'],
  quota: { perDay: 100, perMonth: 2000 },
  rate: { requests: 5, seconds: 1 },
  purpose: '来水水质预警模型',
  months: 12,
};
const begin = async (more: object = {}) => {
  const draft = { dataset: 'gated', form: { ...form, ...more } };
  const { body } = await ask('', 'applicant', {
    method: 'POST',
    body: JSON.stringify(draft),
    headers: { 'Content-Type': 'application/json', 'X-Acting-For': organisation.creditCode },
  });
  return String(body.id);
};
const submitted = async () => {
  const id = await begin();
  expect((await say(id, 'applicant', { type: 'submit' })).status).toBe(200);
  return id;
};

async function upload(id: string, token: string, name: string, content: Uint8Array | string): Promise<Told> {
  const data = new FormData();
  data.set('file', new File([typeof content === 'string' ? content : new Uint8Array(content)], name));
  const request = new Request('http://localhost/', { method: 'POST', body: data });
  const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' };
  return ask(`/${id}/attachments`, token, { method: 'POST', body: await request.arrayBuffer(), headers });
}
const pdf = '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n';

function archive(...names: readonly string[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const name of names) zip.addBuffer(Buffer.from('<x/>'), name);
  zip.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
  });
}

describe('an application over HTTP', () => {
  it('lives from the draft to the signed agreement', async () => {
    const id = await begin();
    expect(id).toMatch(/^app_[0-9A-Z]{26}$/);
    expect((await ask(`/${id}`, 'applicant')).body).toMatchObject({
      id,
      application: { status: 'draft', party: { ...organisation, kind: 'organisation' } },
      capacities: ['member'],
    });
    await say(id, 'applicant', { type: 'submit' });
    await say(id, 'reviewer', { type: 'accept' });
    const approved = await say(id, 'reviewer', { type: 'approve', grant, ...grounds });
    expect([approved.status, approved.body]).toEqual([
      200,
      { outcome: 'done', id, status: 'approved', events: ['approved'] },
    ]);
    const text = await ask(`/${id}/documents/agreement.txt`, 'applicant');
    const textHash = createHash('sha256').update(String(text.body.text)).digest('hex');
    expect(text.headers.get('X-Text-SHA256')).toBe(textHash);
    expect((await say(id, 'applicant', { type: 'sign', textHash })).body).toMatchObject({ status: 'active' });
  });

  it('is answered once under an idempotency key, and told the same again', async () => {
    const id = await submitted();
    const first = await say(id, 'reviewer', { type: 'accept' }, `accept-${id}`);
    const second = await say(id, 'reviewer', { type: 'accept' }, `accept-${id}`);
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect(second.headers.get('Idempotency-Replayed')).toBe('true');
    const other = await say(id, 'reviewer', { type: 'reject', ...grounds }, `accept-${id}`);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const draft = { dataset: 'gated', form };
    const begun = [
      await post('', 'applicant', draft, 'begin-1'),
      await post('', 'applicant', draft, 'begin-1'),
    ];
    expect(begun.map(({ status }) => status)).toEqual([201, 201]);
    expect(begun[0]?.body.id).toBe(begun[1]?.body.id);
  });

  it('tells the second decider what happened', async () => {
    const id = await submitted();
    await say(id, 'reviewer', { type: 'accept' });
    await say(id, 'reviewer', { type: 'reject', ...grounds });
    const late = await say(id, 'reviewer', { type: 'approve', grant, ...grounds });
    expect([late.status, late.body]).toMatchObject([
      409,
      { code: 'wrong-status', happened: { type: 'rejected' } },
    ]);
  });

  it('is pre-checked without being stored', async () => {
    const { status, body } = await post('/precheck', 'person', { dataset: 'gated', form: {} });
    expect([status, body.complete]).toEqual([200, false]);
    expect((body.defects as unknown[]).length).toBeGreaterThan(5);
    expect((await ask('?scope=mine', 'person')).body.data).toEqual([]);
    expect((await ask('/precheck', 'person')).status).toBe(405);
  });

  it('refuses what is not asked for: facts, foreign parties, unknown columns and conditions that cannot be read', async () => {
    const id = await submitted();
    const forged = await say(id, 'applicant', { type: 'sign', textHash: 'a'.repeat(64), session: 'x' });
    expect([forged.status, forged.body.code]).toEqual([400, 'invalid-request']);
    const foreign = await post('', 'person', { dataset: 'gated', party: organisation.creditCode, form });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'not-your-party']);
    await say(id, 'reviewer', { type: 'accept' });
    const rows = [{ field: 'count', operator: 'greater', values: ['seven'] }];
    const fields = ['code', 'value'];
    const beyond = await say(id, 'reviewer', { type: 'approve', grant: { ...grant, fields }, ...grounds });
    expect([beyond.status, beyond.body.code]).toEqual([422, 'grant-invalid']);
    const unread = await say(id, 'reviewer', { type: 'approve', grant: { ...grant, rows }, ...grounds });
    expect([unread.status, unread.body.code]).toEqual([422, 'grant-invalid']);
  });
});

describe('a draft in two windows', () => {
  it('is not overwritten or submitted by whoever has not read it as it is', async () => {
    const id = await begin();
    const write = (purpose: string, basedOn?: number) =>
      send(id, 'applicant', { type: 'save-draft', form: { purpose }, basedOn });
    expect(await write('未读')).toMatchObject({ status: 428, body: { code: 'base-required' } });
    expect(await write('先写', 1)).toMatchObject({ status: 200, body: { revision: 2 } });
    const changed = { code: 'draft-changed', revision: 2, happened: { type: 'draft-saved', by: '张某' } };
    expect(await write('后写', 1)).toMatchObject({ status: 409, body: changed });
    const submit = { type: 'submit', form };
    expect(await send(id, 'applicant', submit)).toMatchObject({ status: 428 });
    expect(await send(id, 'applicant', { ...submit, basedOn: 1 })).toMatchObject({
      status: 409,
      body: changed,
    });
    expect(await write('后写', 2)).toMatchObject({ status: 200, body: { revision: 3 } });
    // Sent again because its answer was lost, it changes nothing and says where the draft is.
    expect(await write('后写', 2)).toMatchObject({ status: 200, body: { events: [], revision: 3 } });
    expect(await send(id, 'applicant', { ...submit, basedOn: 3 })).toMatchObject({ status: 200 });
  });

  it('is won by one of two who write at once', async () => {
    const id = await begin();
    const told = await Promise.all(
      ['甲', '乙'].map((purpose) =>
        send(id, 'applicant', { type: 'save-draft', form: { purpose }, basedOn: 1 }),
      ),
    );
    expect(told.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });
});

describe('whoever acts for several parties', () => {
  const draft = { dataset: 'gated', form: {} };

  it('says for whom, before anything is made', async () => {
    const parties = [
      { party: organisation.creditCode, name: organisation.name },
      { party: other.creditCode, name: other.name },
      { party: 'self', name: '何某' },
    ];
    const hook = { name: '回调', url: 'https://hooks.example.cn/in' };
    const headers = { 'Content-Type': 'application/json', Authorization: 'Bearer agent' };
    const told = [
      await post('', 'agent', draft),
      await post('/precheck', 'agent', draft),
      await ask('/reusable', 'agent'),
    ];
    for (const { status, body } of told)
      expect([status, body]).toMatchObject([409, { code: 'party-undecided', parties }]);
    const made = await platform.get('/api/v1/webhooks', {
      method: 'POST',
      body: JSON.stringify(hook),
      headers,
    });
    expect(made.status).toBe(409);
    expect((await ask('', 'agent')).status).toBe(200);
  });

  it('may be one of them, or be themselves', async () => {
    const begun = async (headers: Record<string, string>, more: object = {}) => {
      const body = JSON.stringify({ ...draft, ...more });
      const { id } = (
        await ask('', 'agent', {
          method: 'POST',
          body,
          headers: { 'Content-Type': 'application/json', ...headers },
        })
      ).body;
      const view = (await ask(`/${id}`, 'agent')).body as { application: { party: { name: string } } };
      return view.application.party.name;
    };
    expect(await begun({ 'X-Acting-For': other.creditCode })).toBe(other.name);
    expect(await begun({ 'X-Acting-For': 'self' })).toBe('何某');
    expect(await begun({}, { party: 'self' })).toBe('何某');
  });
});

describe('who asks for an application', () => {
  it('learns nothing as a stranger: not on any address, not by any method', async () => {
    const id = await submitted();
    await upload(id, 'applicant', 'a.pdf', pdf);
    const nothing = 'app_01ARZ3NDEKTSV4RRFFQ69G5FAV';
    const hash = createHash('sha256').update(pdf).digest('hex');
    const paths = ['', '/documents/decision.pdf', '/documents/x.csv', `/attachments/${hash}`, '/events'];
    for (const token of ['person', 'foreign'])
      for (const path of paths) {
        const [real, made] = [await ask(`/${id}${path}`, token), await ask(`/${nothing}${path}`, token)];
        expect([path, real.status, real.body.code]).toEqual([path, 404, 'unknown-application']);
        expect([made.status, made.body.code]).toEqual([404, 'unknown-application']);
      }
    const given = await upload(id, 'foreign', 'a.pdf', pdf);
    expect([given.status, given.body.code]).toEqual([404, 'unknown-application']);
  });

  it('needs a token', async () => {
    for (const path of ['', '/x', '/x/events', '/x/documents/decision.html', '/x/attachments/y'])
      expect((await ask(path, undefined)).status).toBe(401);
    for (const path of ['', '/precheck', '/x/commands', '/x/attachments'])
      expect((await post(path, undefined, {})).status).toBe(401);
  });

  it('lists by office', async () => {
    expect((await ask('?scope=all', 'reviewer')).body.code).toBe('not-your-list');
    expect((await ask('?scope=everything', 'reviewer')).status).toBe(400);
    const { body } = await ask('?scope=queue&limit=1', 'reviewer');
    const [first] = body.data as { clocks: { dueOn: string; remaining: number; kind: string }[] }[];
    expect(first?.clocks[0]).toMatchObject({ dueOn: '2026-03-17', remaining: 5, kind: 'promise' });
    const { next } = body.links as { next: string };
    expect(next).toMatch(/^https:\/\/data\.example\.cn\/api\/v1\/applications\?scope=queue&limit=1&cursor=/);
    expect((await ask(new URL(next).search, 'reviewer')).status).toBe(200);
    expect((await ask('?cursor=!!', 'reviewer')).status).toBe(400);
  });

  it('narrows a list, counts it, and keeps to the filter from page to page', async () => {
    await Promise.all([submitted(), submitted()]);
    const filter = 'status=submitted&q=%E5%90%89%E6%9E%97%E6%9F%90%E6%9F%90&sort=due';
    const { body } = await ask(`?scope=agency&limit=1&count=true&${filter}`, 'reviewer');
    expect(body.count).toMatchObject({ overdue: 0, isExact: true });
    const { next } = body.links as { next: string };
    expect(next).toContain(`?scope=agency&limit=1&${filter}&cursor=`);
    const { body: second } = await ask(new URL(next).search, 'reviewer');
    expect([(second.data as unknown[]).length, second.count]).toEqual([1, undefined]);
    const { body: none } = await ask('?scope=agency&count=true&overdue=true', 'reviewer');
    expect(none).toMatchObject({ data: [], count: { total: 0 } });
    expect((await ask('?scope=agency&status=new', 'reviewer')).status).toBe(400);
  });

  it('exports their own record as JSON Lines that verify without the platform, and nobody else’s', async () => {
    const id = await submitted();
    const { body, headers } = await ask(`/${id}/events`, 'applicant');
    expect(headers.get('Content-Disposition')).toContain(`${id}.jsonl`);
    const lines = String(body.text).trim().split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      const covered = line.slice('{"event":'.length, line.lastIndexOf(',"hash":'));
      expect(createHash('sha256').update(covered).digest('hex')).toBe(
        (JSON.parse(line) as { hash: string }).hash,
      );
    }
    expect((await ask(`/${id}/events`, 'reviewer')).body.code).toBe('not-permitted');
  });
});

describe('attachments', () => {
  it('are stored under their hash, named by the form, and handed out to those who may read', async () => {
    const id = await begin();
    const { status, body } = await upload(id, 'applicant', '安全制度.pdf', pdf);
    expect([status, body]).toMatchObject([201, { name: '安全制度.pdf', mediaType: 'application/pdf' }]);
    await say(id, 'applicant', { type: 'submit', form: { ...form, attachments: [body] } });
    for (const token of ['applicant', 'reviewer', 'supervisor']) {
      const file = await ask(`/${id}/attachments/${body.sha256}`, token);
      expect(file.body.text).toBe(pdf);
      expect(file.headers.get('Content-Disposition')).toMatch(/^attachment;.*%E5%AE%89/);
      expect(file.headers.get('Cache-Control')).toBe('no-store');
      expect(file.headers.get('Content-Security-Policy')).toContain('sandbox');
      expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
    const { rows } = await platform.deps.blobs.list('attachments/');
    expect(rows.map(({ key }) => key)).toContain(`attachments/${id}/${body.sha256}`);
    expect((await platform.get(`/files/${id}/1/${body.sha256}`)).status).toBe(404);
  });

  it('that no submitted form names are the applicant’s own', async () => {
    const id = await submitted();
    await say(id, 'reviewer', { type: 'return', corrections: [{ item: 'purpose', message: '补正' }] });
    const { body } = await upload(id, 'applicant', 'a.pdf', pdf);
    expect((await ask(`/${id}/attachments/${body.sha256}`, 'applicant')).status).toBe(200);
    expect((await ask(`/${id}/attachments/${body.sha256}`, 'reviewer')).body.code).toBe('unknown-attachment');
  });

  it('must be uploaded to this application before a form names them', async () => {
    const [id, other] = [await begin(), await begin()];
    const { body } = await upload(other, 'applicant', 'a.pdf', `${pdf}${other}`);
    const told = await say(id, 'applicant', { type: 'submit', form: { ...form, attachments: [body] } });
    expect([told.status, told.body]).toMatchObject([
      422,
      { code: 'attachment-not-uploaded', defects: [{ path: 'attachments[0]' }] },
    ]);
  });

  it('of an earlier application are taken over by the same party, and by no other (Art. 32)', async () => {
    const of = async (token: string, party: string) =>
      String((await post('', token, { dataset: 'gated', party, form })).body.id);
    const earlier = await of('agent', other.creditCode);
    const { body: file } = await upload(earlier, 'agent', '资质.pdf', `${pdf}${earlier}`);
    const named = { type: 'submit', form: { ...form, attachments: [file] }, basedOn: 1 };
    await send(earlier, 'agent', named);
    const next = await of('agent', other.creditCode);
    const source = { application: earlier, submittedAt: moment.toISOString(), dataset: { id: 'gated' } };
    const { body } = await ask(`/reusable?party=${other.creditCode}`, 'agent');
    expect(body).toMatchObject({
      contact: { ...source, answer: form.contact },
      security: { ...source, answer: form.security },
      attachments: [{ ...source, file }],
    });
    const take = async (id: string, token: string) => {
      const told = await post(`/${id}/attachments`, token, { from: earlier, sha256: file.sha256 });
      return told.status === 201 ? told.body : told.body.code;
    };
    expect(await take(next, 'agent')).toEqual(file);
    expect((await ask(`/${next}/attachments/${file.sha256}`, 'agent')).body.text).toBe(`${pdf}${earlier}`);
    expect((await send(next, 'agent', named)).status).toBe(200);
    expect(await take(next, 'agent')).toBe('wrong-status');
    // Nothing for others, nor for another party of the same person.
    expect(await take(await of('person', 'self'), 'person')).toBe('unknown-attachment');
    expect(await take(await of('agent', 'self'), 'agent')).toBe('unknown-attachment');
    expect((await ask('/reusable', 'person')).body).toEqual({ attachments: [] });
    expect((await ask(`/reusable?party=${other.creditCode}`, 'person')).status).toBe(403);
  });

  it.each([
    ['a page under a picture’s name', 'x.png', '<!doctype html><script>alert(1)</script>'],
    ['a type that is not taken', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a program', 'x.exe', 'MZ'],
    ['a name without an extension', 'x', pdf],
    ['an archive that is no document', 'x.docx', 'PK\x03\x04garbage'],
    ['nothing at all', 'x.pdf', ''],
    ['a PDF that begins with something else', 'x.pdf', `<html>${pdf}`],
    ['a path', '../../x.pdf', pdf],
    ['a hidden file', '.pdf', pdf],
  ])('refuse %s', async (_case, name, content) => {
    const id = await begin();
    const { status, body } = await upload(id, 'applicant', name, content);
    expect([status, body.code]).toEqual([422, 'attachment-refused']);
  });

  it('take a document, but none with macros', async () => {
    const id = await begin();
    const document = await archive('[Content_Types].xml', 'word/document.xml');
    expect((await upload(id, 'applicant', 'x.docx', document)).status).toBe(201);
    const macros = await archive('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin');
    expect((await upload(id, 'applicant', 'x.docx', macros)).body.code).toBe('attachment-refused');
    expect((await upload(id, 'applicant', 'x.docx', await archive('a.txt'))).body.code).toBe(
      'attachment-refused',
    );
  });

  it('end where they get too large, and come while the form is filled in', async () => {
    const id = await begin();
    const large = new Uint8Array(11 * 1024 * 1024).fill(0x20);
    expect((await upload(id, 'applicant', 'x.pdf', large)).status).toBe(413);
    expect((await ask(`/${id}/attachments`, 'applicant', { method: 'POST', body: 'x' })).status).toBe(415);
    const type = { 'Content-Type': 'multipart/form-data; boundary=x' };
    expect(
      (await ask(`/${id}/attachments`, 'applicant', { method: 'POST', body: '--y', headers: type })).status,
    ).toBe(400);
    await say(id, 'applicant', { type: 'submit' });
    expect((await upload(id, 'applicant', 'x.pdf', pdf)).body.code).toBe('wrong-status');
    expect((await upload(id, 'reviewer', 'x.pdf', pdf)).body.code).toBe('not-permitted');
  });
});

describe('documents', () => {
  it('are pages without anything that runs, and PDF files to keep', async () => {
    const id = await submitted();
    expect((await ask(`/${id}/documents/decision.html`, 'applicant')).body.code).toBe('unknown-document');
    await say(id, 'reviewer', {
      type: 'reject',
      reason: '<b>用途</b>不符',
      legalBasis: '《办法》第二十八条',
    });
    const page = await ask(`/${id}/documents/decision.html`, 'applicant');
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.body.text).toContain('&lt;b&gt;用途&lt;/b&gt;不符');
    const file = await ask(`/${id}/documents/decision.pdf`, 'reviewer');
    expect(file.headers.get('Content-Type')).toBe('application/pdf');
    expect(String(file.body.text).slice(0, 5)).toBe('%PDF-');
    expect((await ask(`/${id}/documents/decision.exe`, 'applicant')).body.code).toBe('unknown-document');
  });
});

describe('the guide', () => {
  const guide = async (search: string) => {
    const response = await platform.get(`/api/v1/service-guide/conditional-data${search}`);
    return { status: response.status, body: (await response.json()) as Body };
  };

  it('is public: in general, and for one dataset with its fields', async () => {
    const general = await guide('');
    expect(general.body).toMatchObject({
      datasets: [{ dataset: 'gated', applicants: 'any', page: '/datasets/gated/#guide' }],
      limits: [
        { clock: 'application.precheck', days: 5, kind: 'promise' },
        { clock: 'application.review', days: 15, extension: 15, kind: 'promise' },
        { clock: 'application.signing', days: 30, kind: 'promise' },
      ],
    });
    const one = await guide('?dataset=gated');
    expect(one.body).toMatchObject({
      dataset: 'gated',
      agency: 'ecology-department',
      applicants: 'any',
      conditions: expect.any(String),
      page: '/datasets/gated/#guide',
      form: '/apply/?dataset=gated',
    });
    expect((one.body.fields as unknown[]).length).toBeGreaterThan(0);
  });

  it.each([
    ['stations', 409, 'no-applications'],
    ['secret', 409, 'no-applications'],
    ['gone', 409, 'no-applications'],
    ['nothing', 404, 'unknown-dataset'],
  ])('of %s is not to be had', async (dataset, status, code) => {
    const told = await guide(`?dataset=${dataset}`);
    expect([told.status, told.body.code]).toEqual([status, code]);
  });
});

describe('the working calendar', () => {
  it('knows no year while none is published: every deadline is provisional', async () => {
    const current = await openWorkingCalendar(platform.deps)();
    expect(current.years.size).toBe(0);
    const elsewhere = await openOpenPlatform({ tokens: actors });
    const send = (path: string, body: object) =>
      elsewhere.get(`/api/v1/applications${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer applicant' },
      });
    const begun = (await (await send('', { dataset: 'gated', form })).json()) as { id: string };
    await send(`/${begun.id}/commands`, { type: 'submit', basedOn: 1 });
    const read = await elsewhere.get(`/api/v1/applications/${begun.id}`, {
      headers: { Authorization: 'Bearer applicant' },
    });
    const { clocks } = (await read.json()) as { clocks: { provisional: boolean }[] };
    expect(clocks).toMatchObject([{ provisional: true, startedAt: moment.toISOString() }]);
    await elsewhere.close();
  });
});
