/** Metadata quality as the pages show it: of each entry, and of all but those that the platform makes itself. */
import {
  type Assessment,
  type Indicator,
  indicatorNames,
  pointsOf,
} from '../../../functions/domain/metadata-quality.ts';
import {
  type Assessed,
  type QualitySummary,
  summarise,
} from '../../../functions/domain/metadata-quality-summary.ts';
import type { Answers } from '../../../functions/service/evaluation/answers.ts';
import { assessmentOf, findings } from '../../../functions/service/evaluation/evaluation.ts';
import { sumEvidence } from '../../../functions/service/evaluation/evidence-facts.ts';
import { own } from '../../../functions/service/own-dataset/own-datasets.ts';
import { catalogue, whenShown } from '../catalogue.ts';
import { entries, type ReadEntry } from '../entries.ts';

/** The dataset that holds every entry's points. */
export const qualityDataset = 'metadata-quality';

/** The page of what lacks an indicator. Not a segment of its own: routes begin with any number of segments (the language). */
export const indicatorPath = (name: Indicator): string => `/quality/missing-${name}/`;

export let answers: Answers | undefined;
export let summary: QualitySummary;
export let found: ReturnType<typeof findings>;

whenShown(() => {
  answers = catalogue.answers();
  summary = summarise(assessedEntries());
  found = findings(sumEvidence(counted().map(({ evaluation }) => evaluation.evidence)), answers);
});

type Counted = ReadEntry & { readonly evaluation: NonNullable<ReadEntry['evaluation']> };

function counted(): readonly Counted[] {
  return [...entries.values()].filter(
    (entry): entry is Counted => entry.evaluation !== undefined && !own.has(entry.listed.id),
  );
}

function* assessedEntries(): Generator<Assessed> {
  for (const { line, evaluation } of counted())
    yield {
      id: line.id,
      publisher: line.publisher,
      openness: line.openness.class,
      assessment: assessmentOf(evaluation.described, { id: line.id, since: evaluation.since }, answers),
    };
}

/** Undefined for a withdrawn entry. */
export function assessmentById(id: string): Assessment | undefined {
  const evaluation = entries.get(id)?.evaluation;
  return evaluation && assessmentOf(evaluation.described, { id, since: evaluation.since }, answers);
}

/** What of an entry's assessment does not follow from the entry itself. */
export const answersText = (id: string): string => {
  const assessment = assessmentById(id);
  return assessment ? `${assessment['access-answers']} ${assessment['download-answers']}` : '';
};

export interface Shown {
  readonly points: number;
  readonly missing: readonly Indicator[];
  readonly unasked: readonly Indicator[];
}

export function shownQuality(assessment: Assessment): Shown {
  const which = (verdict: string) => indicatorNames.filter((name) => assessment[name] === verdict);
  return { points: pointsOf(assessment), missing: which('missing'), unasked: which('unasked') };
}
