/** The pages of the embedded provider, as HTML: the portal's look, no script, no inline style. */
import { html, type SafeHtml } from '../../site/src/html.ts';
import { htmlLang, type Locale, localePath, use } from '../../site/src/i18n/index.ts';
import { demoAccounts } from './demo-accounts.ts';

function page(locale: Locale, title: string, content: SafeHtml): string {
  const { common } = use(locale);
  return html`<!doctype html>
<html lang="${htmlLang[locale]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – ${common.siteName}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/oidc/style.css">
</head>
<body>
<header class="masthead"><div class="wrap"><div class="masthead-line">
<a class="brand" href="${localePath(locale, '/')}">${common.siteName}</a>
</div></div></header>
<main id="main"><div class="wrap stack">
<h1>${title}</h1>
${content}
</div></main>
</body>
</html>
`.html;
}

/** Every demo account as a button that signs in as it. */
export function loginPage(locale: Locale, uid: string): string {
  const { title, lead, kinds, accounts } = use(locale).signIn;
  const parts: Readonly<Record<string, string>> = accounts;
  const groups = [...Map.groupBy(demoAccounts, ({ kind }) => kind)].map(([kind, members]) => {
    const buttons = members.map(
      ({ id, name }) =>
        html`<li><button class="button" name="account" value="${id}"><span class="nowrap" lang="zh-CN">${name}</span> <span class="small">${parts[id] ?? id}</span></button></li>\n`,
    );
    return html`<h2>${kinds[kind]}</h2>\n<ul class="actions">\n${buttons}</ul>\n`;
  });
  const form = html`<form method="post" action="/oidc/interaction/${uid}" class="stack">\n${groups}</form>`;
  return page(locale, title, html`<p class="notice">${lead}</p>\n${form}`);
}

export function expiredPage(locale: Locale): string {
  const { title, text, again } = use(locale).signIn.expired;
  const link = html`<a class="button primary" href="/auth/login">${again}</a>`;
  return page(locale, title, html`<p>${text}</p>\n<p>${link}</p>`);
}

/** `form` is the provider's own markup, which the button sends. */
export function signOutPage(locale: Locale, form: string): string {
  const { title, text, button } = use(locale).signIn.signOut;
  const submit = html`<button class="button primary" form="op.logoutForm" name="logout" value="yes">${button}</button>`;
  return page(locale, title, html`<p>${text}</p>\n${{ html: form }}\n<p>${submit}</p>`);
}

export function signedOutPage(locale: Locale): string {
  const { title, text, home } = use(locale).signIn.signedOut;
  return page(locale, title, html`<p>${text}</p>\n<p><a href="${localePath(locale, '/')}">${home}</a></p>`);
}
