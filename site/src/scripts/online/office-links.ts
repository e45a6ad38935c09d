/** The pages of an office: the tabs of its desk, and the pages beside it, for those whom they concern. */
import type { Me } from './api.ts';
import { h } from './dom.ts';
import { pagePath, t } from './words.ts';

const offices = ['publisher', 'reviewer', 'supervisor', 'auditor'];
const pages = ['shares', 'quarantine', 'harvested'] as const;
const tabs = ['applications', 'objections'] as const;
type Tab = (typeof tabs)[number];
type Page = (typeof pages)[number];

const navigation = (links: readonly HTMLElement[]): HTMLElement =>
  h(
    'nav',
    { 'aria-label': t.offices.title },
    h('ul', { class: 'queue-counts office-links', role: 'list' }, ...links.map((link) => h('li', {}, link))),
  );
const besides = (current?: Page): HTMLElement[] =>
  pages.map((page) =>
    h('a', { href: pagePath(`/${page}/`), 'aria-current': page === current && 'page' }, t.offices[page]),
  );

/** Undefined for whoever holds no office. */
export const officeLinks = ({ roles = [] }: Me): HTMLElement | undefined =>
  roles.some((role) => offices.includes(role)) ? navigation(besides()) : undefined;

/** `base`: address of the desk. */
export function officeTabs({ roles = [] }: Me, base: string, current?: Tab | Page): HTMLElement | undefined {
  if (!roles.some((role) => offices.includes(role))) return undefined;
  return navigation([...ownTabs(base, current), ...besides(pages.find((page) => page === current))]);
}

/** On a page beside the desks, the way back to the desk of whoever reads it. */
export function besideTabs(me: Me, current: Page): HTMLElement | undefined {
  const { roles = [] } = me;
  const desk = roles.some((role) => role === 'supervisor' || role === 'auditor') ? 'supervise' : 'desk';
  if (desk === 'supervise' || roles.includes('reviewer'))
    return officeTabs(me, pagePath(`/${desk}/`), current);
  return navigation(besides(current));
}

const ownTabs = (base: string, current: string | undefined): HTMLElement[] =>
  tabs.map((tab) =>
    h(
      'a',
      {
        href: tab === 'applications' ? base : `${base}?tab=${tab}`,
        'aria-current': tab === current && 'page',
      },
      t.offices[tab],
    ),
  );
