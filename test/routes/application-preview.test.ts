import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../functions/domain/actor.ts';
import { applicationDepsOf } from '../../functions/service/application/composed-deps.ts';
import { calendar } from '../domain/calendar-given.ts';
import { createGranting, people, terms } from '../support/granting.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

const reviewer: Actor = { ...people.reviewer, agency: 'ecology-department' };
const tokens: Readonly<Record<string, Actor>> = { ...people, reviewer };
const grounds = { reason: '用途明确，保护措施充分', legalBasis: '《办法》第二十八条' };

let platform: OpenPlatform;
let id: string;
beforeAll(async () => {
  platform = await openOpenPlatform({ tokens, more: { calendar: async () => calendar } });
  const granting = createGranting(applicationDepsOf(platform.deps));
  id = await granting.submit('gated');
});
afterAll(() => platform.close());

const ask = (path: string, token: string, body?: unknown) =>
  platform.get(`/api/v1${path}`, {
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
const preview = (token: string, body: unknown) => ask(`/applications/${id}/preview`, token, body);

describe('a preview over HTTP', () => {
  it('tells each document as text and in blocks, and is not kept anywhere', async () => {
    const response = await preview('reviewer', { type: 'reject', ...grounds });
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toMatchObject({
      documents: [{ name: 'decision', text: expect.stringContaining('不予开放'), blocks: expect.any(Array) }],
    });
  });

  it.each([
    ['a command that makes no document', 'reviewer', { type: 'accept' }, 400, 'invalid-request'],
    ['no command at all', 'reviewer', { type: 'x' }, 400, 'invalid-request'],
    [
      'a decision that cannot be taken yet',
      'reviewer',
      { type: 'approve', grant: terms, ...grounds },
      409,
      'wrong-status',
    ],
    ['an applicant', 'member', { type: 'reject', ...grounds }, 403, 'not-permitted'],
    ['a stranger', 'stranger', { type: 'reject', ...grounds }, 404, 'unknown-application'],
  ])('refuses %s', async (_what, token, body, status, code) => {
    const response = await preview(token, body);
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  });
});

describe('the figures of all agencies over HTTP', () => {
  it('are told to those who oversee, and to nobody else', async () => {
    const response = await ask('/application-figures', 'supervisor');
    expect(await response.json()).toMatchObject({
      data: [{ agency: { id: 'ecology-department' }, submitted: 1, open: 1, decided: 0 }],
    });
    expect((await ask('/application-figures', 'auditor')).status).toBe(200);
    expect((await ask('/application-figures', 'reviewer')).status).toBe(403);
    expect((await platform.get('/api/v1/application-figures')).status).toBe(401);
  });
});
