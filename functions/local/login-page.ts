/** The pages of the embedded provider, as HTML. */
import { html } from '../../site/src/html.ts';
import { type Locale, localePath, use } from '../../site/src/i18n/index.ts';
import { demoAccounts } from './demo-accounts.ts';
import { localPage } from './local-page.ts';
import { mailboxPath } from './mailbox-page.ts';

/** Every demo account as a button that signs in as it; and where its mail is read, when it is kept here. */
export function loginPage(locale: Locale, uid: string, hasMailbox: boolean): string {
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
  const mail =
    hasMailbox && html`\n<p><a href="${localePath(locale, mailboxPath)}">${use(locale).mailbox.link}</a></p>`;
  return localPage(locale, title, html`<p class="notice">${lead}</p>\n${form}${mail}`);
}

export function expiredPage(locale: Locale): string {
  const { title, text, again } = use(locale).signIn.expired;
  const link = html`<a class="button primary" href="/auth/login">${again}</a>`;
  return localPage(locale, title, html`<p>${text}</p>\n<p>${link}</p>`);
}

/** `form` is the provider's own markup, which the button sends. */
export function signOutPage(locale: Locale, form: string): string {
  const { title, text, button } = use(locale).signIn.signOut;
  const submit = html`<button class="button primary" form="op.logoutForm" name="logout" value="yes">${button}</button>`;
  return localPage(locale, title, html`<p>${text}</p>\n${{ html: form }}\n<p>${submit}</p>`);
}

export function signedOutPage(locale: Locale): string {
  const { title, text, home } = use(locale).signIn.signedOut;
  return localPage(
    locale,
    title,
    html`<p>${text}</p>\n<p><a href="${localePath(locale, '/')}">${home}</a></p>`,
  );
}
