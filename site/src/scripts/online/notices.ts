/** The notifications of whoever is signed in: how many are unread, the latest of them, and marking them as read. */
import type { Names } from '../../../../functions/service/application/names.ts';
import type { Notification } from '../../../../functions/service/notification/notifications.ts';
import { mostUnread } from '../../../../functions/service/notification/unread-limit.ts';
import { type Answer, get, post } from './api.ts';
import { moment } from './dates.ts';
import { button, details, fill, h, mark } from './dom.ts';
import { caseAddress } from './lists.ts';
import { problemNotice } from './problem.ts';
import { type Place, tellIn } from './start.ts';
import type { Page } from './types.ts';
import { agencyName, label, nameOf, pagePath, t } from './words.ts';

type Notice = Notification & { readonly names?: Pick<Names, 'dataset'> };
type Notices = Page<Notice> & { readonly unread: number };

const address = '/api/v1/notifications';

/** A line that opens; nothing where there are none. It stays open when something is marked. */
export async function noticePanel(place: Place): Promise<HTMLElement | undefined> {
  const answer = await get<Notices>(address);
  if (!answer.ok) return problemNotice(answer.problem);
  if (answer.data.data.length === 0) return undefined;
  const host = h('div', { class: 'notices' });
  const told = h('div', { 'aria-live': 'polite' });
  const show = (notices: Notices, isOpen: boolean): void => {
    const marked = async (said: Promise<Answer<{ readonly unread: number }>>): Promise<void> => {
      const answer = await said;
      if (!answer.ok) return tellIn(told, answer.problem);
      const after = await get<Notices>(address);
      if (!after.ok) return tellIn(told, after.problem);
      told.replaceChildren();
      show(after.data, true);
      host.querySelector('summary')?.focus();
      place.say(fill(t.notices.marked, { n: countOf(after.data) }));
    };
    const panel = details(summaryOf(notices), ...contentOf(notices, marked), told);
    panel.open = isOpen;
    host.replaceChildren(panel);
  };
  show(answer.data, false);
  return host;
}

type Marked = (said: Promise<Answer<{ readonly unread: number }>>) => Promise<void>;

const countOf = ({ unread }: Notices): string =>
  unread < mostUnread ? `${unread}` : fill(t.notices.more, { n: unread });
const summaryOf = (notices: Notices): string =>
  notices.unread === 0 ? t.notices.summaryRead : fill(t.notices.summary, { n: countOf(notices) });

function contentOf({ data, unread }: Notices, marked: Marked): Node[] {
  const [newest] = data;
  const all = () => marked(post(`${address}/read`, { until: newest?.id ?? '' }));
  return [
    ...(unread > 0 ? [h('p', {}, button(t.notices.markAll, all))] : []),
    h('ul', { class: 'notice-list', role: 'list' }, ...data.map((notice) => itemOf(notice, marked))),
  ];
}

function itemOf(notice: Notice, marked: Marked): HTMLElement {
  const { id, at, read } = notice;
  const what = textOf(notice);
  const one = button(t.notices.markOne, () => marked(post(`${address}/read`, { ids: [id] })), 'plain');
  one.setAttribute('aria-label', `${t.notices.markOne}${t.colon}${what}`);
  const state = read
    ? h('span', { class: 'quiet' }, t.notices.read)
    : h('span', { class: 'notice-state' }, mark('warning', t.notices.unread), one);
  return h('li', {}, h('time', { datetime: at }, moment(at)), linked(notice, what), state);
}

function textOf({ event, application, names, name, agency }: Notice): string {
  const isOwn = application === undefined || Object.hasOwn(t.notices.events, event);
  const what = label(isOwn ? t.notices.events : t.events, event);
  const about = names ? nameOf(names.dataset) : agency === undefined ? name : agencyName(agency);
  return about === undefined ? what : `${what}${t.colon}${about}`;
}

/** Leads to the page where its reader has to do with it. */
function linked(notice: Notice, what: string): HTMLElement {
  const { application, recipient, voice, objection, event, dataset, agency } = notice;
  if (event.startsWith('dataset.') && dataset !== undefined)
    return h('a', { href: pagePath(`/datasets/${dataset}/`) }, what);
  if (event.startsWith('open-list.') && agency !== undefined)
    return h('a', { href: `${pagePath(`/agencies/${agency}/`)}#changes` }, what);
  if (objection !== undefined)
    return h('a', { href: `${pagePath('/objections/')}?id=${encodeURIComponent(objection)}` }, what);
  if (voice !== undefined)
    return h('a', { href: `${pagePath('/voices/')}?id=${encodeURIComponent(voice)}` }, what);
  if (application === undefined) return h('span', {}, what);
  const page = /^person\//.test(recipient) ? '/my/' : /^agency\//.test(recipient) ? '/desk/' : '/supervise/';
  return h('a', { href: caseAddress(pagePath(page), application) }, what);
}
