/** The platform's evaluation of itself: metadata quality of each entry and together, and the evidence, from one catalogue. */

import type { Assessment } from '../../domain/metadata-quality.ts';
import type { Assessed } from '../../domain/metadata-quality-summary.ts';
import { hasOpening, noOpening } from '../../domain/opening.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { chinaDay } from '../clock.ts';
import { favouritesOf } from '../favourite/count-row.ts';
import { type Answers, type AskedEntry, answerOf, askedEntry } from './answers.ts';
import { assess, type Described } from './assess.ts';
import { type Evidence, evidence, type Finding, findingOf } from './evidence.ts';
import type { EvidenceFacts } from './evidence-facts.ts';
import { type EntryEvidence, evidenceOf } from './evidence-facts.ts';

/** What an entry says of itself, whatever was asked. */
export interface EntryEvaluation {
  readonly described: Described;
  readonly evidence: EntryEvidence;
  /** See `AskedEntry`. */
  readonly since: string;
}

type Known = Pick<Catalogue, 'agency' | 'agencies' | 'opening' | 'disclosed'>;

/** Points do not depend on where the portal stands. Undefined for a withdrawn entry. `today`: CCYY-MM-DD in China. */
export function evaluateEntry(
  catalogue: Known,
  entry: CatalogueEntry,
  today: string,
): EntryEvaluation | undefined {
  const described = assess({ portalUrl: '', catalogue }, entry);
  if (!described) return undefined;
  const { id, publisher } = entry.dataset;
  const known = {
    agency: catalogue.agency(publisher),
    opening: hasOpening(entry) ? catalogue.opening(id) : noOpening,
    today,
    isMachineReadable: described['machine-readable'],
    favourites: favouritesOf(catalogue, id),
  };
  return { described, evidence: evidenceOf(entry, known), since: askedEntry(entry).since };
}

/** With what was asked of its addresses. */
export function assessmentOf(
  described: Described,
  entry: AskedEntry,
  answers: Answers | undefined,
): Assessment {
  const told = Object.entries(described).map(([name, isMet]) => [name, isMet ? 'met' : 'missing']);
  return {
    ...(Object.fromEntries(told) as Omit<Assessment, 'access-answers' | 'download-answers'>),
    'access-answers': answerOf(answers, entry, 'access'),
    'download-answers': described['download-address'] ? answerOf(answers, entry, 'download') : 'missing',
  };
}

/** Every entry but those that are `left out` by id, in the order of ids; one at a time. */
export function* assessAll(
  catalogue: Catalogue,
  now: string,
  leftOut: ReadonlySet<string>,
): Generator<Assessed & { readonly entry: CatalogueEntry; readonly evidence: EntryEvidence }> {
  const [today, answers] = [chinaDay(new Date(now)), catalogue.answers()];
  for (const entry of catalogue.entries()) {
    const { id, publisher, openness } = entry.dataset;
    const evaluated = leftOut.has(id) ? undefined : evaluateEntry(catalogue, entry, today);
    if (!evaluated) continue;
    const assessment = assessmentOf(evaluated.described, askedEntry(entry), answers);
    yield { id, publisher, openness: openness.class, assessment, entry, evidence: evaluated.evidence };
  }
}

/** All evidence with what was found. */
export function findings(
  facts: EvidenceFacts,
  answers: Answers | undefined,
): readonly (Evidence & { readonly finding: Finding })[] {
  const failed = new Set(answers?.failedEvidence);
  return evidence.map((each) => {
    const answered = answers && !failed.has(each.address ?? '');
    return { ...each, finding: findingOf(each, facts, answered) };
  });
}
