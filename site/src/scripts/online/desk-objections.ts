/** Objections at a desk (Art. 46): by due date, and one of them with the decisions that are allowed. */
import type { ObjectionView } from '../../../../functions/service/objection/view.ts';
import { get } from './api.ts';
import { h } from './dom.ts';
import { objectionCase } from './objection-case.ts';
import { objectionPanel } from './objection-list.ts';
import { o } from './objection-parts.ts';
import { officeTabs } from './office-links.ts';
import { problemNotice } from './problem.ts';
import { nameTab, type Place } from './start.ts';
import { nameOf, t } from './words.ts';

/** `base`: address of the desk. */
export async function objectionTab(place: Place, base: string): Promise<void> {
  const { roles = [] } = place.me;
  const has = (...wanted: readonly string[]) => wanted.some((role) => roles.includes(role));
  const address = (id: string): string => `${base}?objection=${encodeURIComponent(id)}`;
  const panel = (title: string, scope: string, empty: string) =>
    objectionPanel({ title, query: `scope=${scope}&limit=100`, empty, address });
  place.show(
    officeTabs(place.me, base, 'objections'),
    h('p', { class: 'quiet' }, o.law),
    has('reviewer', 'supervisor') && (await panel(o.queue, 'queue', o.queueEmpty)),
    has('reviewer') && (await panel(o.agency, 'agency', o.agencyEmpty)),
    has('supervisor', 'auditor') && (await panel(o.all, 'all', o.empty)),
  );
}

export async function objectionAtDesk(place: Place, base: string, id: string): Promise<void> {
  const back = h('p', {}, h('a', { href: `${base}?tab=objections` }, t.back));
  const answer = await get<ObjectionView | Pick<ObjectionView, 'id' | 'public'>>(
    `/api/v1/objections/${encodeURIComponent(id)}`,
  );
  if (!answer.ok)
    return place.show(
      back,
      problemNotice(answer.problem, () => objectionAtDesk(place, base, id)),
    );
  const { data } = answer;
  // Of others' objections everybody reads the public part, on its own page.
  if (!('objection' in data)) return place.show(back, h('p', { class: 'notice' }, o.notYours));
  nameTab(nameOf(data.names.dataset));
  const again = async (said: string): Promise<void> => {
    await objectionAtDesk(place, base, id);
    place.say(said);
    place.root.focus();
  };
  place.show(back, ...objectionCase(data, again).filter((each) => each !== undefined));
}
