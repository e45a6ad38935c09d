/** One share on one screen: what was asked for which duty, the opinion, the decision, and what whoever reads it may do. */
import type { ShareView } from '../../../../functions/service/share/view.ts';
import { conditionText } from './case-parts.ts';
import { date, lastDay } from './dates.ts';
import { facts, fill, h, section } from './dom.ts';
import { keysPanel } from './keys.ts';
import { shareActs } from './share-acts.ts';
import { type Offered, offerOf } from './share-offer.ts';
import { named, s, shareMark } from './share-words.ts';
import { accessLabel, fieldTitle } from './submission.ts';
import { pagePath, t } from './words.ts';

type Done = (said: string) => Promise<void>;

export async function shareCase(share: ShareView, done: Done): Promise<readonly (HTMLElement | undefined)[]> {
  const answer = await offerOf(share.dataset.id);
  // Gone meanwhile: what was asked and decided stays readable.
  const offered = answer.ok ? answer.data : undefined;
  const holdsKeys = share.delivery === 'keys' && share.commands.includes('give-back');
  return [
    section(named(share.dataset), h('p', {}, shareMark(share)), askedFacts(share, offered)),
    share.advice
      ? section(
          s.advice.title,
          facts(
            [s.act.opinion, s.advice[share.advice.opinion]],
            [s.act.text, share.advice.text],
            [s.ended.at, date(share.advice.at)],
          ),
        )
      : undefined,
    grantedFacts(share, offered),
    refusedFacts(share),
    endedFacts(share),
    shareActs(share, { offered, done }),
    holdsKeys ? await keysPanel(holdingOf(share), done) : undefined,
  ];
}

const columns = (names: readonly string[], offered: Offered | undefined): string =>
  names.length === 0 ? s.facts.whole : names.map((name) => fieldTitle(offered, name)).join(t.listComma);

function askedFacts(share: ShareView, offered: Offered | undefined): HTMLElement {
  const { dataset, department, fields, access, requestsPerDay, months } = share;
  return facts(
    [s.facts.dataset, h('a', { href: pagePath(`/datasets/${dataset.id}/`) }, named(dataset))],
    [s.facts.agency, named(share.agency)],
    [s.facts.provider, named(share.provider)],
    [s.facts.department, department ? named(department) : s.facts.bureau],
    [s.facts.class, s.classes[share.class]],
    [s.facts.asked, date(share.askedAt)],
    [s.facts.duty, h('span', { class: 'as-written' }, share.duty)],
    [s.facts.basis, share.basis],
    [s.facts.fields, columns(fields, offered)],
    [s.facts.access, access.map((kind) => accessLabel(kind, offered)).join(t.listComma)],
    [s.facts.perDay, requestsPerDay],
    [s.facts.months, fill(t.months, { n: months })],
    share.scenario !== null && [s.facts.scenario, h('code', {}, share.scenario)],
  );
}

function grantedFacts(
  { granted, delivery, method }: ShareView,
  offered: Offered | undefined,
): HTMLElement | undefined {
  if (!granted) return undefined;
  const { by, terms, term, reason } = granted;
  const isHandedOver = delivery === 'provider';
  return section(
    s.granted.title,
    facts(
      [s.granted.by, s.granted.grounds[by]],
      reason !== undefined && [s.reason, reason],
      [s.granted.fields, columns(terms.fields, offered)],
      [
        s.granted.rows,
        terms.rows.map((row) => conditionText(row, offered)).join(t.semicolon) || s.granted.allRows,
      ],
      [s.facts.perDay, terms.quota.perDay],
      [s.granted.until, lastDay(term.until)],
      [
        s.granted.delivery,
        isHandedOver ? fill(s.granted.provider, { method: method ?? t.none }) : s.granted.keys,
      ],
    ),
  );
}

function refusedFacts({ refused }: ShareView): HTMLElement | undefined {
  if (!refused) return undefined;
  const { by, reason, legalBasis, at } = refused;
  return section(
    s.refused.title,
    facts(
      [s.granted.by, s.refused[by]],
      [s.reason, reason],
      [s.legalBasis, legalBasis],
      [s.ended.at, date(at)],
    ),
  );
}

function endedFacts({ ended, status }: ShareView): HTMLElement | undefined {
  if (!ended || !(status === 'withdrawn' || status === 'revoked' || status === 'given-back'))
    return undefined;
  return section(
    s.ended[status],
    facts([s.ended.at, date(ended.at)], ended.reason !== undefined && [s.reason, ended.reason]),
  );
}

function holdingOf({ id, dataset, granted }: ShareView) {
  const keys = `/api/v1/shares/${encodeURIComponent(id)}/keys`;
  const { fields = [], access = [] } = granted?.terms ?? {};
  return { list: keys, make: keys, mayChange: true, opened: { dataset: dataset.id, fields, access } };
}
