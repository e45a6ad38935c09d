/** What an applicant answered, item by item of the guide. */
import { formatBytes, formatNumber } from '../../format.ts';
import { fill, h, mark } from './dom.ts';
import type { ApplicationView, DraftForm, Guide, GuideItem, GuideItemId, Party } from './types.ts';
import { label, t, words } from './words.ts';

export const partyText = (party: Party): string =>
  party.kind === 'organisation'
    ? `${party.name}${t.open}${party.creditCode}${t.close}`
    : `${party.name}${t.open}${t.person}${t.close}`;

/** A field's title in the language of the page. */
export function fieldTitle(guide: Guide | undefined, name: string): string {
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
  access: ({ form }) => list((form.access ?? []).map((kind) => label(t.access, kind))),
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

/** What is asked by an item, in numbers. */
export function limitText({ minimum, maximum, id, required }: GuideItem): string {
  const isText = ['scope', 'scenario', 'purpose', 'security', 'field-reasons'].includes(id);
  const range =
    minimum !== undefined && maximum !== undefined
      ? `${formatNumber(minimum)}–${formatNumber(maximum)}`
      : maximum === undefined
        ? ''
        : fill(t.upTo, { n: formatNumber(maximum) });
  const units: Readonly<Record<string, string>> = t.units;
  const unit = isText ? t.characters : (units[id] ?? '');
  return [required ? t.required : t.optional, range && `${range}${unit}`].filter(Boolean).join(t.comma);
}

/** The whole submission beside the guide; `besides` adds something to each item. */
export function sideBySide(
  view: ApplicationView,
  form: DraftForm,
  besides: (item: GuideItem) => Node | undefined,
): HTMLElement {
  const { guide, application, id } = view;
  const answered = { id, party: application.party, form, ...(guide && { guide }) };
  return h(
    'div',
    { class: 'side-by-side' },
    ...(guide?.items ?? []).map((item) =>
      h(
        'section',
        { class: 'pair', id: `item-${item.id}` },
        h(
          'div',
          { class: 'pair-guide' },
          h('h3', {}, label(t.items, item.id)),
          h('p', { class: 'hint' }, label(t.hints, item.id)),
          h('p', { class: 'hint' }, `${limitText(item)}${t.comma}${lawText(item.law)}`),
        ),
        h('div', { class: 'pair-answer stack' }, answerTo(item.id, answered), besides(item)),
      ),
    ),
  );
}

export const lawText = (law: string): string =>
  words.locale === 'en' ? law : `《办法》第 ${law.replace(/^Art\. /, '').replaceAll(', ', '、')} 条`;
