/** Parts that every screen of one application has: how it stands, the decision, the grant, remarks. */
import type { RowCondition } from '../../../../functions/domain/grant.ts';
import { formatNumber } from '../../format.ts';
import { date, lastDay, moment } from './dates.ts';
import { details, facts, fill, h, mark, type Tone } from './dom.ts';
import { accessLabel, fieldTitle, partyText } from './submission.ts';
import type { ApplicationView, Guide } from './types.ts';
import { agencyName, label, nameOf, pagePath, t } from './words.ts';

const tones: Readonly<Record<string, Tone>> = {
  active: 'accent',
  approved: 'accent',
  returned: 'warning',
  rejected: 'danger',
  revoked: 'danger',
  lapsed: 'danger',
};
export const statusMark = (status: string): HTMLElement =>
  mark(tones[status] ?? 'quiet', label(t.status, status));

/** Tells who asks whom for what. */
export function caseFacts({ id, names, application, capacities }: ApplicationView): HTMLElement {
  // A renewal may be a draft, which is the applicant's own.
  const isOwn = capacities.some((each) => each === 'member' || each === 'colleague');
  const dataset = h('a', { href: pagePath(`/datasets/${names.dataset.id}/`) }, nameOf(names.dataset));
  return facts(
    [t.facts.status, statusMark(application.status)],
    [t.facts.dataset, dataset],
    [t.facts.party, partyText(application.party)],
    [t.facts.agency, nameOf(names.agency)],
    application.renews !== undefined && [t.facts.renews, caseLink(application.renews, t.facts.renewed)],
    ...(isOwn ? application.renewals : []).map(
      (next) => [t.facts.renewal, caseLink(next, t.facts.renewing)] as const,
    ),
    [t.facts.people, application.people.map(({ name }) => name).join(t.listComma)],
    [t.facts.id, h('span', { class: 'case-id num' }, id)],
  );
}

/** Another application, on the page that shows this one. */
const caseLink = (id: string, text: string): HTMLElement =>
  h('a', { href: `${location.pathname}?application=${encodeURIComponent(id)}` }, text);

export function decisionFacts({
  application: { status, decision, revocation, ended },
}: ApplicationView): HTMLElement[] {
  const told = [
    decision && { title: t.decision, ...decision },
    revocation && { title: t.revocation, ...revocation },
  ].flatMap((each) => each ?? []);
  return [
    ...told.map(({ title, decision: number, at, reason, legalBasis }) =>
      facts(
        [title, `${number}${t.comma}${moment(at)}`],
        [t.reason, h('span', { class: 'as-written' }, reason)],
        [t.legalBasis, legalBasis],
      ),
    ),
    ...(ended
      ? [
          facts(
            [status === 'withdrawn' || status === 'lapsed' ? t.events[status] : t.ended, moment(ended.at)],
            [t.reason, ended.reason],
          ),
        ]
      : []),
  ];
}

/** A condition on rows, with the title of its column where that is known. */
export const conditionText = (
  { field, operator, values }: RowCondition,
  columns: Pick<Guide, 'fields'> | undefined,
): string => `${fieldTitle(columns, field)} ${label(t.operators, operator)} ${values.join(t.listComma)}`;

/** The terms that are enforced, as the decision froze them. */
export function grantFacts({
  application: { grant, term },
  guide,
  reportDue,
}: ApplicationView): HTMLElement | undefined {
  if (!grant) return undefined;
  const rows = grant.rows.map((row) => conditionText(row, guide));
  return facts(
    [t.grant.fields, grant.fields.map((name) => fieldTitle(guide, name)).join(t.listComma) || t.allFiles],
    [
      t.grant.rows,
      rows.length > 0 ? rows.join(t.semicolon) : guide?.fields.length === 0 ? t.noRows : t.allRows,
    ],
    [t.grant.access, grant.access.map((kind) => accessLabel(kind, guide)).join(t.listComma)],
    [
      t.grant.quota,
      fill(t.grant.quotaText, {
        day: formatNumber(grant.quota.perDay),
        month: formatNumber(grant.quota.perMonth),
      }),
    ],
    [
      t.grant.rate,
      fill(t.grant.rateText, { n: formatNumber(grant.rate.requests), s: formatNumber(grant.rate.seconds) }),
    ],
    [t.grant.purpose, grant.purpose],
    [
      t.grant.term,
      term ? `${date(term.from)} – ${lastDay(term.until)}` : fill(t.grant.fromSignature, { n: grant.months }),
    ],
    grant.reportEveryMonths !== undefined && [
      t.grant.report,
      fill(t.grant.reportText, { n: grant.reportEveryMonths }) +
        (reportDue ? fill(t.grant.reportDue, { date: date(reportDue) }) : ''),
    ],
  );
}

/** With `links`, each leads to its item of the form on the same page. */
export function correctionList(
  { application: { rounds } }: ApplicationView,
  links = false,
): HTMLElement | undefined {
  const last = rounds.at(-1)?.returned;
  if (!last) return undefined;
  return h(
    'div',
    { class: 'notice warning' },
    h(
      'p',
      {},
      h('strong', {}, fill(t.corrections.title, { n: last.corrections.length })),
      ` ${moment(last.at)}`,
    ),
    h(
      'ol',
      {},
      ...last.corrections.map(({ item, message }) =>
        h(
          'li',
          {},
          links
            ? h('a', { href: `#item-${item}` }, label(t.items, item))
            : h('strong', {}, label(t.items, item)),
          t.colon,
          message,
        ),
      ),
    ),
  );
}

/** Open where somebody is about to decide. */
export function opinionList(
  { application: { opinions } }: ApplicationView,
  isOpen = false,
): HTMLElement | undefined {
  if (opinions.length === 0) return undefined;
  const list = details(
    fill(t.opinions.title, { n: opinions.length }),
    ...opinions.map(({ agency, question, askedAt, given }) =>
      facts(
        [t.opinions.asked, `${agencyName(agency)}${t.comma}${moment(askedAt)}`],
        [t.opinions.question, h('span', { class: 'as-written' }, question)],
        [t.opinions.answer, given ? label(t.opinions.stances, given.stance) : t.opinions.awaited],
        given && [t.opinions.why, h('span', { class: 'as-written' }, given.opinion)],
      ),
    ),
  );
  list.open = isOpen;
  return list;
}

/** What the holder told of its use, latest first (Art. 30). */
export function reportList({ application: { reports } }: ApplicationView): HTMLElement | undefined {
  if (reports.length === 0) return undefined;
  return details(
    fill(t.reports.title, { n: reports.length }),
    ...reports
      .toReversed()
      .map(({ at, from, to, use, outcome }) =>
        facts(
          [t.reports.period, `${date(from)} – ${date(to)}`],
          [t.reports.use, h('span', { class: 'as-written' }, use)],
          [t.reports.outcome, h('span', { class: 'as-written' }, outcome)],
          [t.reports.at, moment(at)],
        ),
      ),
  );
}
