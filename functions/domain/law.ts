/** Every citation of law that the platform makes, in one table. Labels in Chinese stand in the site's i18n under `key`. */

/** The regulation that this platform carries out. */
export const measures = {
  title: '吉林省公共数据和一网通办管理办法（试行）',
  document: '吉政发〔2019〕4号',
  issued: '2019-01-04',
  articles: 53,
} as const;

export interface Article {
  /** Of the Measures. */
  readonly number: number;
  /** The label's key. */
  readonly key: string;
  /** What it obliges the platform to do. */
  readonly obliges: string;
}

const articles: readonly Article[] = [
  {
    number: 3,
    key: 'scope',
    obliges: 'public management and service bodies publish what they collect and produce',
  },
  {
    number: 5,
    key: 'bureau',
    obliges: 'the Bureau plans, guides and oversees; cities and prefectures oversee their region',
  },
  {
    number: 9,
    key: 'city-platforms',
    obliges: "city platforms connect to the province's, and cities open their public data to it",
  },
  {
    number: 14,
    key: 'responsible-department',
    obliges: 'each system has one responsible provincial department',
  },
  { number: 15, key: 'catalogue', obliges: 'one catalogue: scope, providing unit, sharing and openness' },
  { number: 16, key: 'one-source', obliges: 'one source per data item; possible duplicates are flagged' },
  {
    number: 17,
    key: 'acquisition',
    obliges: 'how data was acquired is recorded: collected, commissioned or negotiated',
  },
  { number: 21, key: 'base-libraries', obliges: 'six base libraries hold what others build on' },
  {
    number: 22,
    key: 'quality',
    obliges: 'whoever collects answers for quality; quantity, quality and update state are visible',
  },
  { number: 24, key: 'sharing-duty', obliges: "shared data serves the receiving agency's own duty only" },
  {
    number: 25,
    key: 'sharing-types',
    obliges: 'sharing that is not unconditional carries a reason and a legal basis',
  },
  {
    number: 26,
    key: 'scenarios',
    obliges: 'a need that matches a published scenario is authorised directly',
  },
  {
    number: 27,
    key: 'open-platform',
    obliges: 'the open sub-platform serves natural persons, legal persons and other organisations',
  },
  {
    number: 28,
    key: 'openness-classes',
    obliges:
      'three classes with their grounds; unconditional data is published proactively, conditional data after review',
  },
  {
    number: 29,
    key: 'open-list',
    obliges:
      'each agency publishes its open list without shared or negotiated data; high-value data is opened first',
  },
  {
    number: 30,
    key: 'evaluation',
    obliges: 'openness and what came of it are evaluated regularly; reuse is promoted',
  },
  { number: 31, key: 'service-guide', obliges: 'a public guide says what to submit, how and by when' },
  { number: 32, key: 'asked-once', obliges: 'what was submitted once is not asked again' },
  { number: 33, key: 'single-login', obliges: 'one identity signs in everywhere' },
  {
    number: 34,
    key: 'told-once',
    obliges: 'everything that must be corrected is told at once and agrees with the guide',
  },
  { number: 35, key: 'signatures', obliges: 'reliable electronic signatures and seals are accepted' },
  { number: 36, key: 'licences', obliges: 'electronic licences count as paper ones' },
  { number: 37, key: 'archive', obliges: 'electronic records are kept true, complete, safe and usable' },
  {
    number: 41,
    key: 'classified-protection',
    obliges: 'data is classified and graded, and reviewed before it is opened',
  },
  { number: 43, key: 'incidents', obliges: 'incidents are acted on at once, recorded and reported' },
  { number: 45, key: 'privacy', obliges: 'opening harms neither business secrets nor personal privacy' },
  {
    number: 46,
    key: 'objections',
    obliges: 'objections are marked within 1 working day and decided within 2, or 5 after forwarding',
  },
  { number: 47, key: 'spot-checks', obliges: 'agencies are supervised by spot checks' },
  { number: 48, key: 'assessment', obliges: 'agencies are assessed every year' },
  { number: 49, key: 'third-party', obliges: 'third parties may evaluate quality and degree of opening' },
  {
    number: 50,
    key: 'complaints',
    obliges: 'complaints are verified, handled and answered within 5 working days of acceptance',
  },
  {
    number: 51,
    key: 'utilities',
    obliges: 'utilities publish what they collect in the course of public service',
  },
  { number: 52, key: 'other-bodies', obliges: 'other publicly funded bodies follow the Measures' },
  { number: 53, key: 'in-force', obliges: 'the Measures hold from the day they were published' },
];

/** Other rules that are cited, by the text of the citation. */
const standards = {
  'GB 32100': 'unified social credit codes',
  'GB 11643': 'identity numbers',
  'GB/T 2260': 'codes of administrative divisions',
  'GB/T 43697-2024': 'general, important and core data',
  '发改高技〔2017〕1272号': 'the national guide to catalogues of government information resources',
  '民法典 201': 'the day of the event is not counted',
  '民法典 203': 'a period that ends on a non-working day ends on the next working day',
} as const;

const byNumber: ReadonlyMap<number, Article> = new Map(articles.map((article) => [article.number, article]));

/** The cited articles, in order. */
export const citedArticles: readonly Article[] = articles;

/** An article of the table. Throws for one that the platform does not cite: a citation must be written there first. */
export function article(number: number): Article {
  const found = byNumber.get(number);
  if (!found) throw new RangeError(`Art. ${number} is not in the table of cited law`);
  return found;
}

/** The URL-safe id of an article: `art-46`. */
export const articleId = (number: number): string => `art-${article(number).number}`;

/**
 * The articles that a citation such as `Art. 28, 45` or `Art. 46(2)` names; empty for a standard.
 * Throws when the platform does not cite it.
 */
export function articlesOf(citation: string): readonly Article[] {
  if (Object.hasOwn(standards, citation)) return [];
  const match = /^Art\. (\d+(?:\(\d\))?(?:, \d+(?:\(\d\))?)*)$/.exec(citation);
  if (!match?.[1]) throw new RangeError(`${citation} is no citation`);
  return match[1].split(', ').map((number) => article(Number.parseInt(number, 10)));
}

/** What a cited standard is about. */
export const citedStandards: Readonly<Record<string, string>> = standards;
