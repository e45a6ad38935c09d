/** The account in the masthead: a link to sign in until it is known who is here; then a name and the way out. */
import { type Me, post, whoAmI } from './online/api.ts';

const host = document.querySelector<HTMLElement>('[data-account]');

/** Where somebody works: reviewers at their desk, overseers at theirs, everybody else at their own cases. */
function placeOf({ roles = [] }: Me): 'desk' | 'supervise' | 'my' {
  if (roles.includes('supervisor') || roles.includes('auditor')) return 'supervise';
  return roles.includes('reviewer') ? 'desk' : 'my';
}

async function signOut(): Promise<void> {
  const answer = await post<{ readonly next?: string | null }>('/auth/logout', {});
  location.assign((answer.ok && answer.data.next) || '/');
}

function showAccount(account: HTMLElement, me: Me): void {
  const link = account.querySelector('a');
  if (!link) return;
  const name = me.name ?? me.id ?? '';
  link.href = account.dataset[placeOf(me)] ?? link.href;
  link.textContent = name;
  link.setAttribute('aria-label', `${name}, ${account.dataset.mine ?? ''}`);
  const out = document.createElement('button');
  out.type = 'button';
  out.textContent = account.dataset.out ?? '';
  out.addEventListener('click', signOut);
  account.append(out);
}

if (host) {
  const here = encodeURIComponent(location.pathname + location.search);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-account] a, [data-sign-in]'))
    link.href = `/auth/login?return=${here}`;
  const account = await whoAmI();
  if (account.ok && account.data.signedIn) showAccount(host, account.data);
}
