/**
 * What of 中国开放数林指数 (the yearly assessment of China's open data platforms, Fudan University) can be seen on this
 * platform: one row for each piece of evidence, by its published dimensions. Nobody is scored here: the assessors do that.
 * Where a row's address does not answer, the platform does not have what it tells of.
 */
import { data, use } from './evidence-data.ts';
import type { EvidenceFacts } from './evidence-facts.ts';
import { platform, preparation } from './evidence-platform.ts';
import type { Measured, Row, Words } from './evidence-row.ts';

export const evidenceLayers = ['preparation', 'platform', 'data', 'use'] as const;
export type EvidenceLayer = (typeof evidenceLayers)[number];

export const layerNames: Readonly<Record<EvidenceLayer, Words>> = {
  preparation: { zh: '准备度', en: 'Preparation' },
  platform: { zh: '平台层', en: 'Platform' },
  data: { zh: '数据层', en: 'Data' },
  use: { zh: '利用层', en: 'Use' },
};

export interface Evidence {
  readonly id: string;
  readonly layer: EvidenceLayer;
  readonly dimension: Words;
  readonly what: Words;
  /** Where anyone can see it; begins with a slash. Undefined: nowhere on this platform. */
  readonly address: string | undefined;
  readonly measured: Measured;
}

const rowsOf = (layer: EvidenceLayer, rows: readonly Row[]): readonly Evidence[] =>
  rows.map(([id, dimension, what, address, wants, count, of]) => ({
    id,
    layer,
    dimension,
    what,
    address,
    measured:
      wants === 'answer' || count === undefined ? { wants: 'answer' } : { wants, count, ...(of && { of }) },
  }));

export const evidence: readonly Evidence[] = [
  ...rowsOf('preparation', preparation),
  ...rowsOf('platform', platform),
  ...rowsOf('data', data),
  ...rowsOf('use', use),
];

export interface Finding {
  /** Undefined where being there is all. */
  readonly count?: number;
  readonly of?: number;
  readonly verdict: 'met' | 'missing' | 'unasked';
}

/** `answers`: whether the address answered when it was last asked; undefined when it never was. */
export function findingOf(
  { measured, address }: Evidence,
  facts: EvidenceFacts,
  answers: boolean | undefined,
): Finding {
  if (address === undefined) return { verdict: 'missing' };
  if (measured.wants === 'answer')
    return { verdict: answers === undefined ? 'unasked' : answers ? 'met' : 'missing' };
  const count = measured.count(facts);
  const of = measured.of?.(facts);
  const isMet = { some: count > 0, all: count > 0 && count === of, none: count === 0 && of !== 0 }[
    measured.wants
  ];
  const told = { count, ...(of !== undefined && { of }) };
  if (!isMet || answers === false) return { ...told, verdict: 'missing' };
  return { ...told, verdict: answers === undefined ? 'unasked' : 'met' };
}
