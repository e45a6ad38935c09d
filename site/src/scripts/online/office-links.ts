/** The pages of an office: the tabs of its desk, and the pages beside it, for those whom they concern. */
import type { Me } from './api.ts';
import { h } from './dom.ts';
import { pagePath, t } from './words.ts';

const offices = ['publisher', 'reviewer', 'supervisor', 'auditor'];
const pages = ['shares', 'quarantine', 'harvested'] as const;
const tabs = ['applications', 'objections'] as const;
type Tab = (typeof tabs)[number];

const navigation = (links: readonly HTMLElement[]): HTMLElement =>
  h(
    'nav',
    { 'aria-label': t.offices.title },
    h('ul', { class: 'queue-counts office-links', role: 'list' }, ...links.map((link) => h('li', {}, link))),
  );
const besides = (): HTMLElement[] =>
  pages.map((page) => h('a', { href: pagePath(`/${page}/`) }, t.offices[page]));

/** Undefined for whoever holds no office. */
export const officeLinks = ({ roles = [] }: Me): HTMLElement | undefined =>
  roles.some((role) => offices.includes(role)) ? navigation(besides()) : undefined;

/** `base`: address of the desk. */
export function officeTabs({ roles = [] }: Me, base: string, current: Tab): HTMLElement | undefined {
  if (!roles.some((role) => offices.includes(role))) return undefined;
  const own = tabs.map((tab) =>
    h(
      'a',
      {
        href: tab === 'applications' ? base : `${base}?tab=${tab}`,
        'aria-current': tab === current && 'page',
      },
      t.offices[tab],
    ),
  );
  return navigation([...own, ...besides()]);
}
