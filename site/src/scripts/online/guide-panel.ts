/** The guide to applying for a dataset (Art. 31), for whoever has not signed in yet: the page of the dataset says the same. */
import { guideText } from '../../service-guide.ts';
import { facts, h, section, table } from './dom.ts';
import { loginAddress } from './sign-in.ts';
import type { Guide } from './types.ts';
import { agencyName, nameOf, pagePath, pageWords, t, words } from './words.ts';

const page = pageWords<'apply'>();

export function guidePanel(guide: Guide): HTMLElement {
  const { guide: own } = page;
  const text = guideText(guide, { locale: words.locale, guide: own, form: t });
  const { dataset } = guide;
  const told = (value: string | undefined) => value && h('span', { lang: 'zh-CN' }, value);
  const address = `/api/v1/service-guide/conditional-data?dataset=${encodeURIComponent(dataset)}`;
  const [items, steps] = [Object.values(own.items.head), Object.values(own.steps.head)];
  return section(
    `${own.title}${t.colon}${nameOf({ ...guide, id: dataset })}`,
    h('p', {}, own.beforeSignIn),
    h('p', { class: 'actions' }, h('a', { class: 'button primary', href: loginAddress() }, own.apply)),
    facts(
      [own.facts.agency, agencyName(guide.agency)],
      [own.facts.applicants, text.applicants],
      [own.facts.conditions, told(guide.conditions)],
      [own.facts.legalBasis, told(guide.legalBasis)],
      [own.facts.told, text.told],
      [own.facts.fields, text.fields],
    ),
    table(own.items.title, items.map(column), text.items),
    h('h3', {}, own.undertakings),
    h('ul', {}, ...text.undertakings.map((undertaking) => h('li', {}, undertaking))),
    table(own.steps.title, steps.map(column), text.steps, { note: own.steps.note }),
    h(
      'p',
      { class: 'links' },
      h('a', { href: pagePath(`/datasets/${dataset}/#guide`) }, own.datasetLink),
      ' ',
      h('a', { href: address, type: 'application/json' }, own.json),
    ),
  );
}

const column = (head: string, index: number) => (index === 0 ? ({ head, look: 'fit' } as const) : { head });
