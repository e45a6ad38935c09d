/** The guide on the left, what was submitted on the right: first the conditions of the dataset, then item by item. */
import { groupedText, hintText } from '../../service-guide.ts';
import { facts, fill, h, mark } from './dom.ts';
import { answerInRounds } from './rounds.ts';
import { accessLabel, askedText, partyText } from './submission.ts';
import type { ApplicationView, Guide, GuideItem } from './types.ts';
import { label, pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

/** The whole submission beside the guide; `besides` adds something to each item. */
export function sideBySide(
  view: ApplicationView,
  besides: (item: GuideItem) => Node | undefined,
): HTMLElement {
  const { guide } = view;
  return h(
    'div',
    { class: 'side-by-side' },
    guide && conditionsPair(view, guide),
    ...(guide?.items ?? []).map((item) =>
      h(
        'section',
        { class: 'pair', id: `item-${item.id}` },
        h(
          'div',
          { class: 'pair-guide' },
          h('h3', {}, label(t.items, item.id)),
          h('p', { class: 'hint' }, hintText(item.id, guide ?? {}, t)),
          h('p', { class: 'hint' }, askedText(item)),
        ),
        h('div', { class: 'pair-answer stack' }, answerInRounds(view, item.id), besides(item)),
      ),
    ),
  );
}

/** What the dataset demands of everybody, and in short who asks for what. */
function conditionsPair(view: ApplicationView, guide: Guide): HTMLElement {
  const { guide: guideWords, ground } = words;
  const { facts: names } = guideWords;
  const asWritten = (text: string | undefined) => text && h('span', { class: 'as-written' }, text);
  return h(
    'section',
    { class: 'pair', id: 'conditions' },
    h(
      'div',
      { class: 'pair-guide stack' },
      h('h3', {}, words.conditions),
      facts(
        [names.applicants, guideWords.applicants[guide.applicants ?? 'any']],
        [words.groundTitle, guide.ground && label(ground, guide.ground)],
        [t.reason, asWritten(guide.reason)],
        [names.conditions, asWritten(guide.conditions)],
        [names.legalBasis, asWritten(guide.legalBasis)],
        [names.told, groupedText(guide.minGroup, guideWords)],
      ),
    ),
    h('div', { class: 'pair-answer stack' }, h('h3', {}, words.inShort), ...inShort(view, guide)),
  );
}

function inShort({ application: { party, rounds } }: ApplicationView, guide: Guide): Node[] {
  const form = rounds.at(-1)?.form;
  const wanted = (form?.fields ?? []).map(({ name }) => name);
  const sensitive = guide.fields.filter(({ name, needsReason }) => needsReason && wanted.includes(name));
  const hasFields = guide.fields.length > 0;
  const counted = hasFields
    ? fill(words.fieldsInShort, { n: wanted.length, of: guide.fields.length })
    : words.guide.noFields;
  const isBarred = guide.applicants === 'organisation' && party.kind === 'person';
  return [
    ...(isBarred ? [h('p', {}, mark('danger', words.barred))] : []),
    facts(
      [t.items.applicant, `${partyText(party)}${t.comma}${words.kinds[party.kind]}`],
      [
        t.items.fields,
        sensitive.length > 0
          ? counted + t.comma + fill(words.sensitiveInShort, { n: sensitive.length })
          : counted,
      ],
      hasFields && [t.items.scope, form?.scope || t.allRows],
      [t.items.access, (form?.access ?? []).map((kind) => accessLabel(kind, guide)).join(t.listComma)],
      [t.items.term, form && fill(t.months, { n: form.term })],
    ),
  ];
}
