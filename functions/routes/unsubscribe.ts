/**
 * Ending the mails about favourites from one of them: GET asks, POST does it, as RFC 8058 has mail programs do by
 * themselves. Nobody needs to sign in: whoever has the mail has its secret. It is the same answer for every secret, and
 * works without a script.
 */
import { createHash } from 'node:crypto';
import { unsubscribe } from '../service/favourite/subscriber.ts';
import { escapeXml } from '../service/xml-text.ts';
import { invalidRequest } from './answer.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { favouritesBusy } from './favourites.ts';
import { readParameters, text } from './parameters.ts';
import type { Route } from './route.ts';

const style = [
  'body{max-width:36rem;margin:3rem auto;padding:0 1rem;font:1.125rem/1.7 system-ui,sans-serif;color:#1b1b1b}',
  'button{font:inherit;min-height:2.75rem;padding:.25rem 1.25rem;border:1px solid #14508c;background:#14508c;color:#fff}',
  'a{color:#14508c}',
].join('');
/** Nothing runs here, nothing is loaded, and no other page learns the address. */
const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
} as const;

const query = {
  token: text(60, { zh: '邮件中的退订码', en: 'As it stands in the mail' }),
};

const page = (title: string, content: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>
${content}
</main></body></html>
`;

const ofMine = (portalUrl: string): string => {
  const base = escapeXml(portalUrl);
  return `<p><a href="${base}/my/#favourites">逐项设置收藏和提醒</a></p>
<p lang="en"><a href="${base}/en/my/#favourites">Choose for each favourite</a></p>`;
};

const asking = (portalUrl: string): string =>
  page(
    '退订邮件提醒 / Unsubscribe',
    `<p>确认后，平台不再就您的收藏发送邮件和消息；收藏本身保留。</p>
<p lang="en">You will get no more mails and messages about your favourites; the favourites stay.</p>
<form method="post"><p><button>确认退订 / Unsubscribe</button></p></form>
${ofMine(portalUrl)}`,
  );

const done = (portalUrl: string): string =>
  page(
    '已退订 / Unsubscribed',
    `<p>平台不再就您的收藏发送邮件，您的邮件地址已从提醒名单中删除。</p>
<p lang="en">No more mails about your favourites; your address is no longer kept for them.</p>
${ofMine(portalUrl)}`,
  );

async function answer(
  c: AppContext,
  html: string,
  act: (token: string) => Promise<'done' | 'overtaken'>,
): Promise<Response> {
  const read = readParameters(c.req.url, query);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const outcome = await act(read.values.token ?? '');
  return outcome === 'done' ? c.body(html, 200, headers) : favouritesBusy(c);
}

export function unsubscribeRoutes(deps: OversightDeps): Route[] {
  const { portalUrl } = deps;
  const shared = {
    tag: 'account',
    auth: 'none',
    isOpenData: false,
    path: '/api/v1/unsubscribe',
    query,
  } as const;
  const content = { 'text/html': {} };
  return [
    {
      ...shared,
      method: 'GET',
      summary: { zh: '确认退订收藏邮件的页面', en: 'The page that asks whether to unsubscribe' },
      answers: [{ status: 200, description: 'A page with one button; nothing is changed', content }],
      problems: ['invalid-request'],
      handle: (c) => answer(c, asking(portalUrl), async () => 'done'),
    },
    {
      ...shared,
      method: 'POST',
      summary: { zh: '退订收藏邮件（RFC 8058，一键退订）', en: 'Unsubscribe with one click (RFC 8058)' },
      answers: [{ status: 200, description: 'The same for every token', content }],
      problems: ['invalid-request', 'busy'],
      handle: (c) => answer(c, done(portalUrl), (token) => unsubscribe(deps, token)),
    },
  ];
}
