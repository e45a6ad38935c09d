/** The pages of an office besides its own desk, for those whom they concern. */
import type { Me } from './api.ts';
import { h } from './dom.ts';
import { pagePath, t } from './words.ts';

const offices = ['publisher', 'reviewer', 'supervisor', 'auditor'];
const pages = ['shares', 'quarantine'] as const;

/** Undefined for whoever holds no office. */
export function officeLinks({ roles = [] }: Me): HTMLElement | undefined {
  if (!roles.some((role) => offices.includes(role))) return undefined;
  const links = pages.map((page) => h('li', {}, h('a', { href: pagePath(`/${page}/`) }, t.offices[page])));
  return h(
    'nav',
    { 'aria-label': t.offices.title },
    h('ul', { class: 'queue-counts', role: 'list' }, ...links),
  );
}
