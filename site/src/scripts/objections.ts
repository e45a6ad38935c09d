/**
 * `/objections/`: all objections with their clocks, the form (`?file=1`, with `dataset`, `version` and `field` filled in),
 * following one by its receipt, the queue of an office; `?id=`: one of them.
 */

import type { PublicObjection } from '../../../functions/domain/objection-public.ts';
import type { ObjectionView } from '../../../functions/service/objection/view.ts';
import { get } from './online/api.ts';
import { date } from './online/dates.ts';
import { button, facts, h, section } from './online/dom.ts';
import { field } from './online/fields.ts';
import { objectionCase } from './online/objection-case.ts';
import { objectionForm } from './online/objection-form.ts';
import { objectionPanel, objectionTable } from './online/objection-list.ts';
import {
  clockMarks,
  keepReceipt,
  o,
  objectionAddress,
  receiptHeaders,
  statusMark,
  targetText,
} from './online/objection-parts.ts';
import { problemNotice } from './online/problem.ts';
import { nameTab, type Place, startOpen, tellIn } from './online/start.ts';
import { pagePath, t } from './online/words.ts';

const base = pagePath('/objections/');
const api = '/api/v1/objections';
const back = (): HTMLElement => h('p', {}, h('a', { href: base }, t.back));

const address = (id: string): string => objectionAddress(base, id);
const panel = (title: string, query: string, empty: string): Promise<HTMLElement> =>
  objectionPanel({ title, query, empty, address });

/** Looks up the objection of a receipt code, and keeps the code for this tab. */
function follow(): HTMLElement {
  const { element, control } = field({ id: 'receipt-code', label: o.receipt.code, hint: o.receipt.hint });
  const told = h('div', { 'aria-live': 'polite' });
  const press = button(o.receipt.followNow, async () => {
    // Headers take visible ASCII only; what is none of a code could not be one.
    const code = control.value
      .replace(/[^\x20-\x7e]/g, '')
      .trim()
      .slice(0, 60);
    const answer = await get<ObjectionView>(`${api}/receipt`, { 'Receipt-Code': code });
    if (!answer.ok) return tellIn(told, answer.problem);
    keepReceipt(answer.data.id, code);
    location.assign(objectionAddress(base, answer.data.id));
  });
  const form = h('form', { class: 'stack', novalidate: true }, element, told, h('p', {}, press));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return section(o.receipt.follow, form);
}

async function overview(place: Place): Promise<void> {
  const { signedIn, roles = [] } = place.me;
  const [isReviewer, isSupervisor] = ['reviewer', 'supervisor'].map((role) => roles.includes(role));
  const filing = h('a', { class: 'button primary', href: `${base}?file=1` }, o.file);
  const mine = signedIn ? await get<{ readonly data: readonly ObjectionView[] }>(`${api}/mine`) : undefined;
  const own = mine?.ok ? mine.data.data.map((view) => ({ ...view.public, names: view.names })) : [];
  place.show(
    h('p', { class: 'quiet' }, o.law),
    h('p', {}, filing),
    isReviewer || isSupervisor ? await panel(o.queue, 'scope=queue&limit=50', o.queueEmpty) : undefined,
    isReviewer ? await panel(o.agency, 'scope=agency&limit=50', o.queueEmpty) : undefined,
    isSupervisor ? await panel(o.all, 'scope=all&limit=50', o.empty) : undefined,
    follow(),
    own.length > 0 && section(o.mine, objectionTable(o.mine, own, address)),
    await panel(o.list, 'limit=100', o.empty),
  );
}

/** The public part, for whoever has no part in it. */
const publicPart = (told: PublicObjection): HTMLElement =>
  section(
    o.kinds[told.kind],
    h('p', {}, statusMark(told)),
    facts(
      [o.head.dataset, h('a', { href: pagePath(`/datasets/${told.dataset}/`) }, told.dataset)],
      [o.facts.target, targetText(told)],
      [o.facts.filed, date(told.filedAt)],
      [o.clocksTitle, clockMarks(told)],
      told.outcome !== undefined && [o.head.outcome, o.outcome[told.outcome]],
      told.reason !== undefined && [o.facts.reason, told.reason],
    ),
  );

async function one(place: Place, id: string): Promise<void> {
  type Told = ObjectionView | Pick<ObjectionView, 'id' | 'public'>;
  const answer = await get<Told>(`${api}/${encodeURIComponent(id)}`, receiptHeaders(id));
  if (!answer.ok)
    return place.show(
      back(),
      problemNotice(answer.problem, () => one(place, id)),
      follow(),
    );
  const { data } = answer;
  nameTab(id);
  if ('objection' in data) place.show(back(), ...objectionCase(data, (said) => again(place, id, said)));
  else place.show(back(), publicPart(data.public), follow());
}

/** After a command: the page as it is now, and what was done said aloud. */
async function again(place: Place, id: string, said: string): Promise<void> {
  await one(place, id);
  place.say(said);
  place.root.focus();
}

const asked = new URLSearchParams(location.search);
const id = asked.get('id') ?? asked.get('objection');
await startOpen(async (place) => {
  if (id !== null) return one(place, id);
  if (!asked.has('file')) return overview(place);
  nameTab(o.file);
  place.show(back(), objectionForm(place, asked));
});
