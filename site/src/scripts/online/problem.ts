/** What was refused or failed, in words, with everything that is to be mended and a way on. */
import { formatNumber } from '../../format.ts';
import type { Problem } from './api.ts';
import { moment } from './dates.ts';
import { button, fill, h } from './dom.ts';
import { loginAddress, signOutHere } from './sign-in.ts';
import type { DraftForm, FormDefect, Guide } from './types.ts';
import { label, nameOf, t, words } from './words.ts';

/** What a defect may speak of: the form and the guide, where they are known. */
export interface About {
  readonly form?: DraftForm;
  readonly guide?: Guide;
}

/** A defect in the language of the page: the interface's own words are English, and for programs. */
export function defectText(
  {
    code,
    allowed,
    path,
    item = '',
  }: Pick<FormDefect, 'code' | 'allowed' | 'path'> & { readonly item?: string },
  about: About = {},
): string {
  const told = label(t.defects, code);
  if (code === 'undertaking-missing') return told + t.colon + label(t.undertakings, allowed ?? '');
  const place = placeOf(path, about);
  // The item stands before it: nothing is named twice.
  const where = place === label(t.items, item) ? '' : place;
  const range = t.ranged.includes(code) && allowed ? rangeText(allowed) : '';
  return (where && where + t.colon) + told + (range && fill(t.allowed, { allowed: range }));
}

/** `at most 12`, `10–500 characters` in the language of the page. */
function rangeText(allowed: string): string {
  const [least = '', most] = allowed.match(/\d+/g)?.map((each) => formatNumber(Number(each))) ?? [];
  const unit = allowed.endsWith('characters') ? t.characters : '';
  if (most !== undefined) return `${least}–${most}${unit}`;
  return fill(allowed.startsWith('at most') ? t.upTo : t.atLeast, { n: least }) + unit;
}

/** Where in the form or in the terms of a grant, as the page calls it; nothing where the item says it already. */
function placeOf(path: string, { form, guide }: About): string {
  const index = Number(/\[(\d+)\]/.exec(path)?.[1] ?? -1);
  const name = path.startsWith('fields[') ? form?.fields?.[index]?.name : undefined;
  const field = guide?.fields.find((each) => each.name === name);
  if (field) return nameOf({ ...field, id: field.name });
  const file = path.startsWith('attachments[') ? form?.attachments?.[index]?.name : undefined;
  const places: Readonly<Record<string, string>> = t.paths;
  return file ?? fill(places[path.replace(/\[\d+\]/g, '[]')] ?? '', { n: index + 1 });
}

/** `grant.rows.0.values` of the interface as `rows[0].values`: the outer object is what the panel is about. */
const pathOf = (field: string): string =>
  field.replace(/^(?:grant|report)\./, '').replace(/\.(\d+)/g, '[$1]');

/** What the page shows no longer holds: it is to be read anew. */
const overtaken = [
  'wrong-status',
  'application-overtaken',
  'keys-overtaken',
  'key-ended',
  'grant-not-active',
  'other-text',
];

/** An alert, read out when it appears. */
export function problemNotice(problem: Problem, again?: () => unknown): HTMLElement {
  const { code, defects = [], items = [], errors = [], happened } = problem;
  const { title, advice } = toldOf(code);
  const lines = [
    ...defects.map(
      (defect) => (defect.item ? label(t.items, defect.item) + t.colon : '') + defectText(defect),
    ),
    ...items.map((item) => label(t.items, item)),
    ...errors.map(({ field }) => placeOf(pathOf(field), {})).filter(Boolean),
  ];
  const ways = [
    code === 'unauthenticated' && signInLink(),
    code === 'other-account' && button(t.changeAccount, changeElsewhere, 'primary'),
    overtaken.includes(code) && button(t.refresh, () => location.reload()),
    again && button(t.again, again),
  ].filter((way) => way instanceof Node);
  return h(
    'div',
    { class: 'notice danger', role: 'alert' },
    h('p', {}, h('strong', {}, title)),
    happened !== undefined &&
      h('p', {}, fill(t.happened, { what: label(t.events, happened.type), at: moment(happened.at) })),
    h('p', {}, advice),
    lines.length > 0 && h('ul', {}, ...[...new Set(lines)].map((line) => h('li', {}, line))),
    ways.length > 0 && h('p', { class: 'actions' }, ...ways),
  );
}

/** What the pages say of a code, else what the interface says; of what is unknown, that no answer came. */
function toldOf(code: string): { readonly title: string; readonly advice: string } {
  const own: Readonly<Record<string, { readonly title?: string; readonly advice: string }>> = t.told;
  const { title, text: advice } = t.offline;
  return { ...(words.problems[code] ?? { title, advice }), ...own[code] };
}

/** In another tab, so that nothing that was written here is lost; that tab shows what this one does. */
const signInLink = (): HTMLElement =>
  h(
    'a',
    { class: 'button primary', href: loginAddress(), target: '_blank', rel: 'noopener' },
    t.signInElsewhere,
  );

/** The same for a browser in which somebody else is signed in. */
async function changeElsewhere(): Promise<void> {
  // Opened at once: browsers let a page open others only while a button is pressed.
  const tab = window.open('about:blank');
  if (await signOutHere()) (tab ?? window).location.assign(loginAddress());
  else tab?.close();
}
