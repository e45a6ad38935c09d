/**
 * Checks a descriptor against the schema and against the law at once: an author sees every problem in one go,
 * each with its place, what is wrong and what is allowed.
 */
import { agencyRules } from './agency-rules.ts';
import { constraintRules } from './constraint-rules.ts';
import { contentRules } from './content-rules.ts';
import type { Dataset } from './dataset.ts';
import { checkStructure, structureDefects } from './dataset-structure.ts';
import { dateRules } from './date-rules.ts';
import type { Defect } from './defect.ts';
import { fieldRules } from './field-rules.ts';
import { opennessRules } from './openness-rules.ts';
import { placeRules } from './place-rules.ts';
import type { Rule, RuleContext, SoundDataset } from './rule.ts';

export type DatasetCheck =
  | { readonly outcome: 'valid'; readonly dataset: Dataset }
  | { readonly outcome: 'invalid'; readonly defects: Defect[] };

export const datasetRules: readonly Rule[] = [
  ...opennessRules,
  ...agencyRules,
  ...contentRules,
  ...fieldRules,
  ...constraintRules,
  ...dateRules,
  ...placeRules,
];

/** Every code that `checkDataset` can answer. */
export const datasetDefectCodes: readonly string[] = [
  ...new Set([...Object.keys(structureDefects), ...datasetRules.map(({ code }) => code)]),
].sort();

/**
 * The dataset, or everything that is wrong with it. Rules run on whatever is structurally sound;
 * they keep quiet about places that are already reported as broken.
 */
export function checkDataset(document: unknown, context: RuleContext): DatasetCheck {
  const structure = checkStructure(document);
  if (structure.outcome === 'sound') {
    const defects = applyRules(structure.dataset, context);
    return defects.length > 0
      ? { outcome: 'invalid', defects }
      : { outcome: 'valid', dataset: structure.dataset };
  }
  const { sound, brokenPaths } = structure;
  const touchesBroken = ({ path }: Defect): boolean =>
    brokenPaths.some((broken) => isWithin(path, broken) || isWithin(broken, path));
  const broken = applyRules(sound, context).filter((defect) => !touchesBroken(defect));
  return { outcome: 'invalid', defects: [...structure.defects, ...broken] };
}

function applyRules(dataset: SoundDataset, context: RuleContext): Defect[] {
  return datasetRules.flatMap(({ code, law, check }) =>
    check(dataset, context).map((complaint) => ({ code, ...complaint, ...(law !== undefined && { law }) })),
  );
}

/** Whether `inner` is `outer` or lies below it. */
function isWithin(inner: string, outer: string): boolean {
  return inner.startsWith(outer) && /^$|^[.[]/.test(outer === '' ? '' : inner.slice(outer.length));
}
