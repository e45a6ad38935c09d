/** The basis of a decision in law: articles to choose from, and room for others. Nothing is chosen beforehand. */
import { measures } from '../../../../functions/domain/law.ts';
import { citationText } from '../../citation.ts';
import { lawText } from '../../service-guide.ts';
import { h } from './dom.ts';
import { choices, chosen, field } from './fields.ts';
import { deskWords, words as site } from './words.ts';

const words = deskWords();

export type Deciding = keyof typeof words.articles;

export interface LegalBasis {
  readonly element: HTMLElement;
  readonly value: () => string;
  /** What is missing, in words. */
  readonly lack: () => string | undefined;
}

/** `more`: what the dataset itself is opened by. The text is Chinese: it stands in the decision document. */
export const legalBasis = (name: Deciding, more?: string): LegalBasis =>
  basisOf(name, words.articles[name], longestBasis, more);

/** `articles`: by number, what each says; `longest`: characters, as the interface takes it. */
export function basisOf(
  name: string,
  articles: Readonly<Record<string, string>>,
  longest: number,
  more?: string,
): LegalBasis {
  const offered = Object.entries(articles).map(([article, about]) => {
    const law = `Art. ${article}`;
    return { value: article, label: lawText(law, site.locale), hint: about };
  });
  const own = more === undefined ? [] : [{ value: more, label: more, hint: words.ownBasis }];
  const group = choices(`${name}-article`, words.basis, 'checkbox', [...offered, ...own]);
  const other = field({
    id: `${name}-basis`,
    label: words.otherBasis,
    hint: words.otherBasisHint,
    kind: 'textarea',
    rows: 2,
    longest: Math.min(longest, longestOther),
  });
  const value = (): string => {
    const picked = chosen(group, `${name}-article`);
    const articles = picked.filter((each) => each !== more).map((each) => citationText(`Art. ${each}`, 'zh'));
    return [
      articles.length > 0 ? `《${measures.title}》${articles.join('、')}` : '',
      ...picked.filter((each) => each === more),
      other.control.value.trim(),
    ]
      .filter(Boolean)
      .join('；');
  };
  return {
    element: h('div', { class: 'stack' }, group, other.element),
    value,
    lack: () => {
      if (value() === '') return words.lack.basis;
      return value().length > longest ? words.lack.basisTooLong : undefined;
    },
  };
}

/** As the interface takes it. */
const longestBasis = 1000;
const longestOther = 600;
