/** The head of the form. */
import { groupedText } from '../../service-guide.ts';
import { details, facts, fill, h } from './dom.ts';
import type { Guide } from './types.ts';
import { nameOf, pagePath, pageWords, t } from './words.ts';

const words = pageWords<'apply'>();

/** What is applied for, on which terms, and when the answer comes: before anything is asked. */
export function applyHead(guide: Guide): HTMLElement {
  const [precheck, review] = ['precheck', 'review'].map((id) => guide.steps.find((step) => step.id === id));
  const dataset = h(
    'a',
    { href: pagePath(`/datasets/${guide.dataset}/`) },
    nameOf({ ...guide, id: guide.dataset }),
  );
  return h(
    'div',
    { class: 'stack' },
    facts(
      [t.facts.dataset, dataset],
      [words.guide.facts.applicants, words.guide.applicants[guide.applicants ?? 'any']],
      [words.guide.facts.told, groupedText(guide.minGroup, words.guide)],
      [
        words.promise,
        fill(words.promiseText, {
          precheck: precheck?.days ?? '',
          review: review?.days ?? '',
          extension: review?.extension ?? '',
        }),
      ],
    ),
    guide.conditions !== undefined &&
      details(
        words.conditions,
        h('p', { class: 'as-written', lang: 'zh-CN' }, guide.conditions),
        guide.legalBasis !== undefined && h('p', { class: 'quiet', lang: 'zh-CN' }, guide.legalBasis),
      ),
  );
}
