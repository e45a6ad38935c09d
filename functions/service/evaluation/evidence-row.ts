/** How a piece of evidence is written down; see `evidence.ts`. */
import type { EvidenceFacts } from './evidence-facts.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Met by at least one; by all of `of` (and there is one); by none of `of`; or by being there. */
export type Measured =
  | { readonly wants: 'some' | 'all' | 'none'; readonly count: Count; readonly of?: Count }
  | { readonly wants: 'answer' };
export type Count = (facts: EvidenceFacts) => number;

export type Row = readonly [
  id: string,
  dimension: Words,
  what: Words,
  address: string | undefined,
  wants: Measured['wants'],
  count?: Count,
  of?: Count,
];

export const words = (zh: string, en: string): Words => ({ zh, en });

export const all: Count = ({ entries }) => entries;
export const open: Count = (facts) => facts.open;
export const conditional: Count = (facts) => facts.conditional;
export const tables: Count = (facts) => facts.tables;
