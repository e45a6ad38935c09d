/** The evaluation as lines of text, in Chinese with the ids that files and addresses use. */
import {
  dimensions,
  type Indicator,
  indicator,
  indicatorNames,
  mostPoints,
  pointsIn,
  ratingOf,
} from '../../domain/metadata-quality.ts';
import { dimensionTitles, indicatorTitles, ratingTitles } from '../../domain/metadata-quality-names.ts';
import { fixesOf, type Mean, meanOf, type QualitySummary } from '../../domain/metadata-quality-summary.ts';
import type { Answers } from './answers.ts';
import type { findings } from './evaluation.ts';
import { layerNames } from './evidence.ts';

export interface Evaluation {
  readonly summary: QualitySummary;
  readonly findings: ReturnType<typeof findings>;
  readonly answers: Answers | undefined;
  readonly nameOf: (agency: string) => string;
}

/** Of the entries to mend, as many are named on a line. */
const named = 10;

const mean = (of: Mean): string => {
  const points = meanOf(of);
  return points === null ? '—' : `${points.toFixed(1)} ${ratingTitles[ratingOf(points)].zh}`;
};

export function* evaluationReport(told: Evaluation): Generator<string> {
  yield* overview(told);
  yield* agencies(told);
  yield* fixes(told);
  yield* worst(told);
  yield* evidence(told);
}

function* overview({ summary, answers }: Evaluation): Generator<string> {
  const { all, classes } = summary;
  yield `元数据质量 metadata quality (EU, ${mostPoints})`;
  yield answers
    ? `  地址请求 asked: ${answers.at}, ${answers.asked} 个，${Object.keys(answers.failed).length} 个数据集有地址不可用`
    : '  地址尚未请求过 addresses not asked yet';
  yield `  全部 all            ${all.entries}\t${mean(all)}`;
  for (const [name, of] of Object.entries(classes)) yield `  ${name.padEnd(18)} ${of.entries}\t${mean(of)}`;
  for (const name of dimensions) {
    const { open, ...every } = summary.dimensions[name];
    const [points, openPoints] = [meanOf(every) ?? '—', meanOf(open) ?? '—'];
    yield `  ${dimensionTitles[name].zh} ${name}: ${points} / ${pointsIn(name)}，无条件开放 open ${openPoints}`;
  }
}

function* agencies({ summary, nameOf }: Evaluation): Generator<string> {
  yield '';
  yield '部门 agencies (全部 all；无条件开放 open)';
  for (const [id, of] of [...summary.agencies].toSorted(
    ([, a], [, b]) => b.points / b.entries - a.points / a.entries,
  ))
    yield `  ${nameOf(id)} ${id}: ${of.entries}\t${mean(of)}\t${of.open.entries}\t${mean(of.open)}`;
}

function* fixes({ summary }: Evaluation): Generator<string> {
  yield '';
  yield '改进 what to mend';
  for (const { indicator: name, missing, gain, first } of fixesOf(summary)) {
    const others = missing > named ? ` …` : '';
    yield `  ${indicatorTitles[name].zh} ${name}: ${missing} 个数据集 datasets, 每个 each +${indicator(name).points}, 平均 mean +${gain.toFixed(2)}: ${first.slice(0, named).join(' ')}${others}`;
  }
  for (const name of indicatorNames) {
    const { ruledOut, unasked } = summary.fixes[name];
    if (ruledOut > 0)
      yield `  ${indicatorTitles[name].zh} ${name}: ${ruledOut} 个受开放类别所限 ruled out by class (Art. 28)`;
    if (unasked > 0) yield `  ${indicatorTitles[name].zh} ${name}: ${unasked} 个尚未请求 not asked yet`;
  }
}

function* worst({ summary }: Evaluation): Generator<string> {
  yield '';
  yield `得分最低的数据集 fewest points (${summary.worst.length})`;
  for (const { id, openness, points, assessment } of summary.worst) {
    const missing = (Object.keys(assessment) as Indicator[]).filter((name) => assessment[name] !== 'met');
    yield `  ${id} ${openness} ${points} ${ratingTitles[ratingOf(points)].zh}: ${missing.join(' ')}`;
  }
}

const verdicts = { met: '符合 met', missing: '不符合 not met', unasked: '尚未请求 not asked' } as const;

function* evidence({ findings: found }: Evaluation): Generator<string> {
  yield '';
  yield '中国开放数林指数：证据 evidence';
  for (const { layer, dimension, what, address, finding } of found) {
    const { count, of, verdict } = finding;
    const value = count === undefined ? '' : ` ${count}${of === undefined ? '' : `/${of}`}`;
    yield `  ${layerNames[layer].zh} ${dimension.zh}: ${what.zh}${value} ${verdicts[verdict]} ${address ?? '本平台没有 not on this platform'}`;
  }
}
