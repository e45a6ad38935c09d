/** Credentials, idempotency keys and `X-Acting-For`: what is one’s own is nobody else’s. */
import { describe, expect, it } from 'vitest';
import { send, type Wanted } from '../asking.ts';
import { changbai, songjiang } from '../state.ts';
import {
  applications,
  bodyOf,
  by,
  codeOf,
  commands,
  draft,
  get,
  type Headers,
  idOf,
  platform,
  post,
  tokenOf,
  withdraw,
} from './given.ts';

describe('an idempotency key', () => {
  const sent = (key: string, account: string, more: Headers = {}): Headers => {
    return { ...by(account), 'Idempotency-Key': key, ...more };
  };

  it('of one account is nothing to another', async () => {
    const told = [];
    for (const account of ['enterprise-a', 'enterprise-b', 'person'])
      told.push(await post(applications, draft, sent('shared', account)));
    expect(told.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(told.map((each) => bodyOf(each).id)).size).toBe(3);
    for (const { headers } of told) expect(headers.get('Idempotency-Replayed')).toBeNull();
  });

  it('belongs to the party it was used for', async () => {
    const acting = (code: string) => sent('for-a-party', 'agent', { 'X-Acting-For': code });
    const first = await post(applications, draft, acting(songjiang));
    expect(first.status).toBe(201);
    expect(codeOf(await post(applications, draft, acting(changbai)))).toEqual([
      422,
      'idempotency-key-reused',
    ]);
    expect(codeOf(await post(applications, draft, acting('self')))).toEqual([422, 'idempotency-key-reused']);
    const again = await post(applications, draft, acting(songjiang));
    expect([again.status, bodyOf(again).id]).toEqual([201, bodyOf(first).id]);
  });

  it('answers one command on one object', async () => {
    const escalate = { type: 'escalate', note: '请办理' };
    const first = await post(commands('submitted-P'), escalate, sent('one', 'supervisor'));
    const reused = [
      await post(commands('rejected-B'), escalate, sent('one', 'supervisor')),
      await post(commands('submitted-P'), { ...escalate, note: '再办' }, sent('one', 'supervisor')),
      await post('/api/v1/publications/market-open/commands', withdraw, sent('one', 'supervisor')),
      await post(applications, draft, sent('one', 'supervisor')),
    ];
    for (const told of reused) expect(codeOf(told)).toEqual([422, 'idempotency-key-reused']);
    const again = await post(commands('submitted-P'), escalate, sent('one', 'supervisor'));
    expect(codeOf(again)).toEqual(codeOf(first));
  });

  it('brings nobody the answer to a request that they could not make themselves', async () => {
    const key = 'a-guess';
    await post(commands('draft-A'), { type: 'save-draft', form: {}, basedOn: 1 }, sent(key, 'enterprise-a'));
    for (const account of ['enterprise-b', 'agent', 'supervisor']) {
      const told = await post(
        commands('draft-A'),
        { type: 'save-draft', form: {}, basedOn: 1 },
        sent(key, account),
      );
      expect([account, told.status]).toEqual([account, account === 'agent' ? 403 : 404]);
    }
  });
});

describe('X-Acting-For', () => {
  it.each([
    ['person', songjiang],
    ['enterprise-a', changbai],
    ['market-reviewer', songjiang],
    ['enterprise-a', '11220000DEM0000017'],
    ['enterprise-a', 'not-a-code'],
    ['agent', `${songjiang}, ${changbai}`],
  ])('%s cannot act for %s, on any private route', async (account, code) => {
    const refused = platform().routes.filter(({ auth }) => auth === 'bearer' || auth === 'optional');
    for (const { method, path } of refused.filter(({ path }) => path.startsWith('/api/'))) {
      const wanted: Wanted = {
        method,
        address: path.replace('{id}', idOf('active-A')),
        headers: { ...by(account), 'X-Acting-For': code, 'Content-Type': 'application/json' },
        ...(method === 'POST' && { body: '{}' }),
      };
      const told = await send(platform(), wanted);
      expect([path, ...codeOf(told)]).toEqual([path, 403, 'foreign-organisation']);
      const { allowed } = bodyOf(told);
      expect(allowed).not.toContain(code);
    }
  });

  it('says for whom, and never more', async () => {
    const begun = await post(applications, { ...draft, party: changbai }, { ...by('enterprise-a') });
    expect(codeOf(begun)).toEqual([403, 'not-your-party']);
    const told = await get(`${applications}/${idOf('active-A')}`, { ...by('agent'), 'X-Acting-For': 'self' });
    // Whoever may act for the party may look at its application, whomever they act for now.
    expect(told.status).toBe(200);
  });
});

describe('credentials', () => {
  it('are one kind at a time: a token, valid or not, leaves the session out', async () => {
    const session = await platform().session('enterprise-a');
    const other = await get('/api/v1/me', { ...session, ...by('enterprise-b') });
    expect(bodyOf(other)).toMatchObject({ id: 'enterprise-b', csrfToken: null });
    for (const Authorization of ['Bearer x', 'Bearer', '', 'Basic eDp5', `Bearer ${platform().state.keys.a}`])
      expect([Authorization, (await get('/api/v1/me', { ...session, Authorization })).status]).toEqual([
        Authorization,
        401,
      ]);
    const twice = `Bearer ${tokenOf('supervisor')}, Bearer ${tokenOf('supervisor')}`;
    expect((await get('/api/v1/me', { Authorization: twice })).status).toBe(401);
  });

  it('are not taken from elsewhere: not from the address, a cookie of another name, a header of a proxy', async () => {
    const token = tokenOf('supervisor');
    const session = await platform().session('supervisor');
    const id = (session.Cookie ?? '').split('=')[1] ?? '';
    const attempts: readonly (readonly [string, Headers])[] = [
      [`/api/v1/notifications?access_token=${token}`, {}],
      ['/api/v1/notifications', { Cookie: `session=${id}` }],
      ['/api/v1/notifications', { Cookie: `__Host-session=${id.slice(0, -1)}` }],
      ['/api/v1/notifications', { Cookie: `__Secure-session=${id}` }],
      ['/api/v1/notifications', { 'X-Forwarded-User': 'supervisor', 'X-Remote-User': 'supervisor' }],
      ['/api/v1/notifications', { 'X-Access-Token': token, 'Proxy-Authorization': `Bearer ${token}` }],
    ];
    for (const [address, headers] of attempts)
      expect([address, headers, (await get(address, headers)).status]).toEqual([address, headers, 401]);
  });

  it('of an account do not outlive the token', async () => {
    const [, payload = ''] = tokenOf('enterprise-a').split('.');
    const [head, , signature] = tokenOf('supervisor').split('.');
    const mixed = `${head}.${payload}.${signature}`;
    expect((await get('/api/v1/me', { Authorization: `Bearer ${mixed}` })).status).toBe(401);
  });
});
