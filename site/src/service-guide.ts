/**
 * The guide to applying for a dataset (Art. 31), in words: the page of the dataset and the form's page say the same.
 * `{n}` and the like are filled in here; whoever shows it only lays it out.
 */
import type { Guide, GuideItem } from '../../functions/domain/guide.ts';
import { citationText } from './citation.ts';
import { formatMegabytes, formatNumber } from './format.ts';
import type { Locale, Messages } from './i18n/index.ts';

export interface GuideWords {
  readonly locale: Locale;
  readonly guide: Messages['serviceGuide'];
  /** The words of the form: what it asks has one name everywhere. */
  readonly form: Messages['online']['shared'];
}

export interface GuideText {
  readonly applicants: string;
  /** Absent where rows are told. */
  readonly told?: string;
  readonly fields: string;
  readonly items: readonly (readonly [item: string, asked: string, limit: string, law: string])[];
  readonly undertakings: readonly string[];
  readonly steps: readonly (readonly [step: string, by: string, what: string, limit: string])[];
}

/** Everything of a guide that is not a name or the agency's own words. */
export function guideText(guide: Guide, words: GuideWords): GuideText {
  const told = groupedText(guide.minGroup, words.guide);
  return {
    applicants: words.guide.applicants[guide.applicants ?? 'any'],
    ...(told !== undefined && { told }),
    fields: fieldsText(guide, words),
    items: guide.items.map((item) => [
      words.form.items[item.id],
      askedText(item, guide, words),
      item.id === 'field-reasons'
        ? [words.guide.items.conditional, rangeText(item, words.form)].join(words.form.comma)
        : limitText(item, words.form),
      citationText(item.law, words.locale),
    ]),
    undertakings: guide.undertakings.map((id) => worded(words.form.undertakings, id)),
    steps: guide.steps.map((step) => {
      const { names, by, what } = words.guide.steps;
      return [names[step.id], by[step.by], what[step.id], stepLimit(step, words)];
    }),
  };
}

/** What data that is told in groups gives, and what it does not; undefined for other data. */
export const groupedText = (
  minGroup: number | undefined,
  words: Pick<Messages['serviceGuide'], 'grouped'>,
): string | undefined => (minGroup === undefined ? undefined : filled(words.grouped, { n: minGroup }));

/** As much of a guide as tells how the data is given. */
type Given = Partial<Pick<Guide, 'minGroup' | 'fields'>>;

/** A way of fetching data; of data that is told in groups, neither rows nor the whole table; of files, all of it. */
export function accessText(
  kind: Guide['access'][number],
  { minGroup, fields }: Given,
  form: GuideWords['form'],
): string {
  if (fields?.length === 0 && kind === 'export') return form.fileAccess;
  return (minGroup === undefined ? form.access : form.groupedAccess)[kind];
}

/** What an item asks for. */
export function hintText(id: GuideItem['id'], { minGroup, fields }: Given, form: GuideWords['form']): string {
  if (id === 'access' && fields?.length === 0) return form.fileHint;
  return id === 'access' && minGroup !== undefined ? form.groupedHint : form.hints[id];
}

/** What is asked by an item, in numbers. */
export const limitText = (item: GuideItem, form: GuideWords['form']): string =>
  [item.required ? form.required : form.optional, rangeText(item, form)].filter(Boolean).join(form.comma);

/** 《办法》第二十六条、第四十五条 */
export const lawText = (law: string, locale: Locale): string =>
  locale === 'en' ? law : `《办法》${citationText(law, locale)}`;

const texts: readonly string[] = ['scope', 'scenario', 'purpose', 'security', 'field-reasons'];

function rangeText({ minimum, maximum, id }: GuideItem, form: GuideWords['form']): string {
  if (maximum === undefined) return '';
  const most = formatNumber(maximum);
  const range = minimum === undefined ? filled(form.upTo, { n: most }) : `${formatNumber(minimum)}–${most}`;
  const units: Readonly<Record<string, string>> = form.units;
  return range + (texts.includes(id) ? form.characters : (units[id] ?? ''));
}

function askedText({ id }: GuideItem, guide: Guide, words: GuideWords): string {
  const { form, locale } = words;
  const besides = {
    applicant: `${words.guide.facts.applicants}${form.colon}${words.guide.applicants[guide.applicants ?? 'any']}${stop(locale)}`,
    access:
      guide.access.length < 2
        ? ''
        : filled(words.guide.items.kinds, {
            kinds: guide.access.map((kind) => accessText(kind, guide, form)).join(form.listComma),
          }),
    attachments: filled(form.attachmentHint, {
      types: Object.keys(guide.attachments.mediaTypes).join(form.listComma),
      size: formatMegabytes(guide.attachments.maximumBytes),
    }),
  } as const;
  const more = id === 'applicant' || id === 'access' || id === 'attachments' ? besides[id] : '';
  return [hintText(id, guide, form), more].filter(Boolean).join(locale === 'en' ? ' ' : '');
}

function fieldsText({ fields }: Guide, { guide: words, form }: GuideWords): string {
  if (fields.length === 0) return words.noFields;
  const open = fields.filter(({ available }) => available);
  const counted = [
    [words.sensitive, open.filter(({ needsReason }) => needsReason).length],
    [words.closed, fields.length - open.length],
  ] as const;
  const parts = counted.flatMap(([text, n]) => (n > 0 ? [filled(text, { n: formatNumber(n) })] : []));
  return [filled(words.fields, { n: formatNumber(open.length) }), ...parts].join(form.semicolon);
}

function stepLimit({ clock, days, extension }: Guide['steps'][number], { guide, form }: GuideWords): string {
  const { steps } = guide;
  if (days === undefined) return steps.none;
  const from: Readonly<Record<string, string>> = steps.from;
  const limit = filled(steps.days, { n: days });
  const begins = clock && from[clock];
  const longer = extension && filled(steps.extension, { n: extension });
  return [begins ? `${limit}${form.open}${begins}${form.close}` : limit, longer]
    .filter(Boolean)
    .join(form.semicolon);
}

const stop = (locale: Locale): string => (locale === 'en' ? '.' : '。');
const worded = (table: Readonly<Record<string, string>>, key: string): string => table[key] ?? key;
const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
