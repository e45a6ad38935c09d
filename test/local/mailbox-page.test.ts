import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../../functions/local/config.ts';
import { loginPage } from '../../functions/local/login-page.ts';
import { hasMailbox, withMailbox } from '../../functions/local/mailbox-page.ts';
import { mailboxSender } from '../../functions/service/notification/mailbox.ts';
import type { Records } from '../../functions/service/ports.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';

const portalUrl = 'http://localhost:4321';
const portal = async () => new Response('the portal', { status: 404 });

let records: Records;
let moment: Date;
const now = () => moment;
beforeEach(() => {
  moment = new Date('2026-03-10T02:00:00Z');
  records = openSqliteRecords(':memory:', { now });
});
afterEach(() => records.close());

function configOf(settings: Readonly<Record<string, string>> = {}): Config {
  const read = readConfig(settings);
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  return read.config;
}
const send = (id: string, subject: string, text: string) =>
  mailboxSender({ records, now })({ id, to: '<b>zhang</b>@company.example', subject, text });
async function show(address = `${portalUrl}/dev/mail/`, settings: Readonly<Record<string, string>> = {}) {
  const response = await withMailbox(configOf(settings), records, portal)(new Request(address));
  return { status: response?.status, text: (await response?.text()) ?? '', headers: response?.headers };
}

describe('the mailbox of local mode', () => {
  it('shows the kept mails, the newest first, each to be read whole, in both languages', async () => {
    expect((await show()).text).toContain('还没有邮件');
    await send('mail_1', '申请已受理：断面', '申请已受理。\n\n申请编号：app_1');
    moment = new Date('2026-03-10T03:00:00Z');
    await send('mail_2', '申请已同意：断面', '申请已同意。');
    const { text, headers } = await show();
    expect([...text.matchAll(/<article[^>]* id="(\w+)"/g)].map(([, id]) => id)).toEqual(['mail_2', 'mail_1']);
    expect(text).toContain('申请已受理。\n\n申请编号：app_1');
    expect(text).toContain('2026年3月10日 11:00');
    expect(headers?.get('Cache-Control')).toBe('no-store');
    const english = await show(`${portalUrl}/en/dev/mail/`);
    expect(english.text).toContain('<html lang="en">');
    expect(english.text).toContain('<h1>Mail of this machine</h1>');
  });

  it('shows what others wrote as text, leads only into this portal, and runs nothing', async () => {
    const path = '/my/?application=app_1';
    const evil = `<script>alert(1)</script> https://evil.example/ javascript:alert(1) ${portalUrl}/"onclick="x`;
    await send('mail_1', '<img src=x onerror=alert(1)>', `查看：${portalUrl}${path}\n\n${evil}`);
    const { text, headers } = await show();
    expect(text).not.toMatch(/<script|<img|<b>|<[a-z][^>]* on[a-z]+=|<[a-z][^>]* style=/i);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
    const mail = text.slice(text.indexOf('<pre'));
    expect([...mail.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      portalUrl + path,
      `${portalUrl}/`,
    ]);
    expect(headers?.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it.each([
    ['where people sign in elsewhere', { OIDC_ISSUER: 'https://login.example' }],
    ['where the portal is public', { PORTAL_URL: 'https://data.example.cn' }],
    ['where other machines are let in', { HOST: '0.0.0.0' }],
    ['where mail is sent', { SMTP_URL: 'smtp://127.0.0.1:2525' }],
  ])('does not exist %s', async (_case, settings) => {
    await send('mail_1', '申请已受理', '申请已受理。');
    expect(hasMailbox(configOf(settings))).toBe(false);
    for (const host of [portalUrl, 'https://data.example.cn'])
      expect(await show(`${host}/dev/mail/`, settings)).toMatchObject({ status: 404, text: 'the portal' });
  });

  it('does not exist under a name of others that leads to this machine, nor at other addresses', async () => {
    await send('mail_1', '申请已受理', '申请已受理。');
    for (const address of [
      'http://evil.example:4321/dev/mail/',
      'http://127.0.0.1.evil.example/dev/mail/',
      `${portalUrl}/dev/mail/mail_1`,
      `${portalUrl}/dev/`,
    ])
      expect(await show(address)).toMatchObject({ status: 404, text: 'the portal' });
    for (const address of ['http://127.0.0.1:4321/dev/mail/', `${portalUrl}/dev/mail`])
      expect((await show(address)).status).toBe(200);
  });

  it('is led to from the page of the demo accounts, where it exists', () => {
    expect(loginPage('zh', 'x', true)).toContain('<a href="/dev/mail/">本机邮箱');
    expect(loginPage('en', 'x', true)).toContain('<a href="/en/dev/mail/">');
    expect(loginPage('zh', 'x', false)).not.toContain('/dev/mail/');
  });
});
