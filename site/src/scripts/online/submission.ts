/** What an applicant answered, item by item of the guide. */
import { formatBytes, formatNumber } from '../../format.ts';
import { accessText, lawText as lawIn, limitText } from '../../service-guide.ts';
import { fill, h, mark } from './dom.ts';
import type { DraftForm, Guide, GuideItem, GuideItemId, Party } from './types.ts';
import { label, t, words } from './words.ts';

export const partyText = (party: Party): string =>
  party.kind === 'organisation'
    ? `${party.name}${t.open}${party.creditCode}${t.close}`
    : `${party.name}${t.open}${t.person}${t.close}`;

/** A field's title in the language of the page. */
type Titled = Pick<Guide['fields'][number], 'name' | 'title' | 'titleEn'>;
export function fieldTitle(guide: { readonly fields: readonly Titled[] } | undefined, name: string): string {
  const known = guide?.fields.find((each) => each.name === name);
  return (words.locale === 'en' ? known?.titleEn : undefined) ?? known?.title ?? name;
}

export const sensitivityMark = (sensitivity: string): HTMLElement => {
  const tone = sensitivity === 'public' ? 'accent' : sensitivity === 'personal' ? 'danger' : 'warning';
  return mark(tone, label(words.sensitivity, sensitivity));
};

interface Answered {
  readonly id: string;
  readonly party: Party;
  readonly form: DraftForm;
  readonly guide?: Guide;
}

const text = (value: string | undefined): HTMLElement =>
  h('p', { class: 'as-written' }, value?.trim() ? value : t.notAnswered);

const list = (items: readonly (string | Node)[]): HTMLElement =>
  items.length === 0 ? text(undefined) : h('ul', {}, ...items.map((item) => h('li', {}, item)));

const answers: Readonly<Record<GuideItemId, (answered: Answered) => Node>> = {
  applicant: ({ party }) => text(partyText(party)),
  contact: ({ form: { contact = {} } }) =>
    text([contact.name, contact.phone, contact.email].filter(Boolean).join(t.comma)),
  fields: ({ form, guide }) =>
    list(
      (form.fields ?? []).map(({ name }) => {
        const known = guide?.fields.find((each) => each.name === name);
        return h('span', {}, fieldTitle(guide, name), ' ', known && sensitivityMark(known.sensitivity));
      }),
    ),
  'field-reasons': ({ form, guide }) => {
    const reasons = (form.fields ?? []).flatMap(({ name, reason }) =>
      reason ? [`${fieldTitle(guide, name)}${t.colon}${reason}`] : [],
    );
    return reasons.length > 0 ? list(reasons) : text(t.noReasons);
  },
  scope: ({ form }) => text(form.scope ?? t.allRows),
  scenario: ({ form }) => text(form.scenario),
  purpose: ({ form }) => text(form.purpose),
  access: ({ form, guide }) => list((form.access ?? []).map((kind) => accessLabel(kind, guide))),
  frequency: ({ form: { frequency } }) =>
    text(
      [
        frequency?.cycle && label(t.cycles, frequency.cycle),
        frequency?.requestsPerDay && fill(t.perDay, { n: formatNumber(frequency.requestsPerDay) }),
      ]
        .filter(Boolean)
        .join(t.comma),
    ),
  term: ({ form }) => text(form.term === undefined ? undefined : fill(t.months, { n: form.term })),
  security: ({ form }) => text(form.security),
  undertakings: ({ form }) => list((form.undertakings ?? []).map((id) => label(t.undertakings, id))),
  attachments: ({ form, id }) =>
    list(
      (form.attachments ?? []).map(({ name, bytes, sha256 }) =>
        h(
          'span',
          {},
          h('a', { href: `/api/v1/applications/${id}/attachments/${sha256}` }, name),
          ` ${formatBytes(bytes)}`,
        ),
      ),
    ),
};

export const answerTo = (item: GuideItemId, answered: Answered): Node => answers[item](answered);

/** An article as the page writes it. */
export const lawText = (law: string): string => lawIn(law, words.locale);

/** What is asked by an item, in numbers, and why. */
export const askedText = (item: GuideItem): string => `${limitText(item, t)}${t.comma}${lawText(item.law)}`;

/** A way of fetching data, as the guide offers it. */
export const accessLabel = (
  kind: Guide['access'][number],
  guide: Partial<Pick<Guide, 'minGroup' | 'fields'>> = {},
): string => accessText(kind, guide, t);
