/** A catalogue elsewhere that is read regularly: city platforms connect to the provincial one (Art. 9, 15). */
import { checkStructure } from './dataset-structure.ts';
import type { Defect } from './defect.ts';
import type { SoundDataset } from './rule.ts';
import type { HarvestKind } from './told-record.ts';

/** What an official states once for all entries of a source, where the source itself says nothing. */
export type Complement = Pick<
  SoundDataset,
  | 'sharing'
  | 'openness'
  | 'acquisition'
  | 'dataLevel'
  | 'updateCycle'
  | 'reviewBy'
  | 'theme'
  | 'spatial'
  | 'licence'
  | 'contact'
>;

export interface HarvestSource {
  /** A slug of at most 30 characters, without two hyphens in a row: ids of its entries begin with it. */
  readonly id: string;
  readonly url: string;
  readonly kind: HarvestKind;
  /** The agency it stands for: whatever the source says, this one publishes its entries. */
  readonly agency?: string;
  readonly complement?: Complement;
  /** Further origins at which its pages may lie. */
  readonly origins: readonly string[];
}

const complementKeys = [
  'sharing',
  'openness',
  'acquisition',
  'dataLevel',
  'updateCycle',
  'reviewBy',
  'theme',
  'spatial',
  'licence',
  'contact',
] as const satisfies readonly (keyof Complement)[];

/** The complement, or what is wrong with it: only these members, each as a descriptor has it. */
export function checkComplement(
  document: unknown,
):
  | { readonly outcome: 'valid'; readonly complement: Complement }
  | { readonly outcome: 'invalid'; readonly defects: readonly Defect[] } {
  const structure = checkStructure(document);
  // It is a part of a descriptor: what it does not state, the source tells.
  const wrong =
    structure.outcome === 'broken' ? structure.defects.filter(({ code }) => code !== 'missing') : [];
  const others = Object.keys(Object(document))
    .filter((key) => !complementKeys.some((each) => each === key))
    .map((key) => ({
      code: 'unknown-key',
      path: key,
      message: 'is not stated for all entries of a source alike',
      allowed: complementKeys.join(', '),
    }));
  const defects = [...wrong.filter(({ path }) => !others.some((each) => each.path === path)), ...others];
  return defects.length > 0
    ? { outcome: 'invalid', defects }
    : { outcome: 'valid', complement: document as Complement };
}

const longestSource = 30;
const longestKey = 32;

/** Hexadecimal of a cryptographic hash over a text; passed in. */
type TextHash = (text: string) => string;

const slugOf = (text: string, most: number): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, most)
    .replace(/-+$/, '');

/** Whether an operator may call a source so. */
export const isSourceId = (id: string): boolean =>
  id.length <= longestSource && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id);

/** The name of a source that nobody named: its host, and what tells apart several catalogues there. */
export function sourceIdOf(url: string, hash: TextHash): string {
  const host = slugOf(new URL(url).hostname.replace(/^www\./, ''), longestSource - 5);
  return [host, hash(url).slice(0, 4)].filter(Boolean).join('-');
}

/**
 * By what a record of a source is known here: its identifier where that is a short slug, otherwise the end of it with
 * a hash. Never longer than 32 characters, never a path.
 */
export function recordKey(identifier: string, hash: TextHash): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(identifier)) return identifier;
  const end = slugOf(identifier.split(/[/#?]/).filter(Boolean).at(-1) ?? '', longestKey - 13);
  return [end, hash(identifier).slice(0, 12)].filter(Boolean).join('-');
}

const between = '--';
/** The id that an entry gets here. The source stands in it, so that no source can name the dataset of another. */
export const harvestedId = (source: string, key: string): string => source + between + key;

/** The source and the key of an entry. */
export function harvestedParts(id: string): { readonly source: string; readonly key: string } {
  const at = id.indexOf(between);
  return at < 0 ? { source: id, key: '' } : { source: id.slice(0, at), key: id.slice(at + between.length) };
}
