/** A rule of the law over a catalogue entry, as a row of a table. */
import type { Agency } from './agency.ts';
import type { Dataset } from './dataset.ts';

/** What is left of a value when everything structurally wrong has been taken out of it. */
export type Sound<T> = T extends readonly (infer Element)[]
  ? readonly (Sound<Element> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Sound<T[Key]> }
    : T;

export type SoundDataset = Sound<Dataset>;

export interface RuleContext {
  /** By id. */
  readonly agencies: ReadonlyMap<string, Agency>;
}

export interface Complaint {
  readonly path: string;
  readonly message: string;
  readonly allowed?: string;
}

export interface Rule {
  /** Stable, documented, kebab-case. */
  readonly code: string;
  /** The article or standard that decides. */
  readonly law?: string;
  /** Says nothing about parts that are absent because they were structurally wrong. */
  readonly check: (dataset: SoundDataset, context: RuleContext) => readonly Complaint[];
}

/** One complaint when `isWrong`, else none. */
export function complainIf(isWrong: boolean, path: string, message: string, allowed?: string): Complaint[] {
  return isWrong ? [{ path, message, ...(allowed !== undefined && { allowed }) }] : [];
}

/** A value as a message shows it: its first 60 characters. */
export const clip = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
