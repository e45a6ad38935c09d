/** `/dev/mail/`: the e-mail that local mode keeps instead of sending it, for whoever sits at this machine. */

import { formatMoment } from '../../site/src/format.ts';
import { html, type SafeHtml } from '../../site/src/html.ts';
import { type Locale, localePath, use } from '../../site/src/i18n/index.ts';
import { isLoopback } from '../loopback.ts';
import { type KeptMail, readMailbox } from '../service/notification/mailbox.ts';
import type { Records } from '../service/ports.ts';
import type { Config } from './config.ts';
import { type LocalSettings, notLocal } from './local-mode.ts';
import { localPage } from './local-page.ts';

export const mailboxPath = '/dev/mail/';

type Portal = (request: Request) => Promise<Response | undefined>;

/** Whether mail is kept here to be read: in local mode, unless it is sent. */
export const hasMailbox = (config: LocalSettings & Pick<Config, 'SMTP_URL'>): boolean =>
  notLocal(config) === undefined && config.SMTP_URL === '';

/**
 * The portal with the mailbox in it, where there is one. It is shown under a name of this very machine alone: a name
 * of others that leads here (DNS rebinding) shows nothing.
 */
export function withMailbox(config: Config, records: Records, portal: Portal): Portal {
  if (!hasMailbox(config)) return portal;
  return async (request) => {
    const { href, pathname } = new URL(request.url);
    const locale = pathname.startsWith('/en/') ? 'en' : 'zh';
    const isMailbox = pathname.replace(/\/?$/, '/') === localePath(locale, mailboxPath);
    if (!isMailbox || !isLoopback(href)) return portal(request);
    return answer(mailboxPage(locale, await readMailbox(records), config.PORTAL_URL));
  };
}

const contentPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

function answer(page: string): Response {
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': contentPolicy.join('; '),
    'Cache-Control': 'no-store',
  };
  return new Response(page, { headers });
}

function mailboxPage(locale: Locale, mails: readonly KeptMail[], portalUrl: string): string {
  const { title, lead, empty } = use(locale).mailbox;
  const list =
    mails.length === 0
      ? html`<p class="notice">${empty}</p>`
      : html`${mails.map((mail) => article(locale, mail, portalUrl))}`;
  return localPage(locale, title, html`<p class="notice">${lead}</p>\n${list}`);
}

function article(locale: Locale, { id, at, to, subject, text }: KeptMail, portalUrl: string): SafeHtml {
  const words = use(locale).mailbox;
  return html`<article class="stack kept-mail" id="${id}" aria-labelledby="${id}-subject">
<h2 id="${id}-subject" lang="zh-CN">${subject}</h2>
<p class="small">${words.to} ${to} · <time datetime="${at}">${formatMoment(at, locale)}</time></p>
<pre class="mail" lang="zh-CN">${linked(text, portalUrl)}</pre>
</article>
`;
}

/** Addresses of this portal as links; what else stands in a mail stays text. */
function linked(text: string, portalUrl: string): SafeHtml[] {
  const [before = '', ...others] = text.split(`${portalUrl}/`);
  return [
    html`${before}`,
    ...others.map((other) => {
      const [path = ''] = /^[\w/?=&.%-]*/.exec(other) ?? [];
      return html`<a href="${portalUrl}/${path}">${portalUrl}/${path}</a>${other.slice(path.length)}`;
    }),
  ];
}
