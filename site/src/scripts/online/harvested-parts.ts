/** The parts of a descriptor that officials correct by a form, and what of the draft they then ask to be different. */
import { conditionalGrounds, withheldGrounds } from '../../../../functions/domain/dataset-codes.ts';
import type { FieldSpec } from './fields.ts';
import { codesAt, w } from './harvested-words.ts';
import { label, t } from './words.ts';

type Members = Readonly<Record<string, unknown>>;
/** What stands in the form, by path: `title`, `openness.class`. */
export type Written = Readonly<Record<string, string>>;

export interface Part extends Pick<FieldSpec, 'kind' | 'longest' | 'rows'> {
  readonly path: string;
  readonly isList?: boolean;
  /** Said of some classes only; elsewhere it is taken out. */
  readonly isFor?: (written: Written) => boolean;
}

const long = { kind: 'textarea', rows: 3 } as const;
const isRestricted = (written: Written): boolean => written['openness.class'] !== 'unconditional';
const isShareRestricted = (written: Written): boolean => written['sharing.type'] !== 'unconditional';

/** Of the form, group by group; `longest` in characters, as the catalogue takes them. */
const groups = {
  about: [
    { path: 'title', longest: 200 },
    { path: 'titleEn', longest: 300 },
    { path: 'code', longest: 60 },
    { path: 'description', ...long, rows: 5, longest: 5000 },
    { path: 'descriptionEn', ...long, longest: 5000 },
    { path: 'keywords', isList: true, longest: 820 },
    { path: 'theme' },
    { path: 'publisher' },
    { path: 'responsibleDepartment' },
  ],
  openness: [
    { path: 'openness.class' },
    { path: 'openness.ground', isFor: isRestricted },
    { path: 'openness.reason', ...long, longest: 1000, isFor: isRestricted },
    { path: 'openness.legalBasis', longest: 500, isFor: isRestricted },
    {
      path: 'openness.conditions',
      ...long,
      longest: 2000,
      isFor: (written) => written['openness.class'] === 'conditional',
    },
    { path: 'licence', longest: 2000, isFor: (written) => !isRestricted(written) },
  ],
  sharing: [
    { path: 'sharing.type' },
    { path: 'sharing.reason', ...long, longest: 1000, isFor: isShareRestricted },
    { path: 'sharing.legalBasis', longest: 500, isFor: isShareRestricted },
  ],
  upkeep: [
    { path: 'acquisition' },
    { path: 'dataLevel' },
    { path: 'updateCycle' },
    { path: 'reviewBy', kind: 'date' },
    { path: 'issued', kind: 'date' },
    { path: 'modified', kind: 'date' },
  ],
  place: [
    { path: 'spatial.name', longest: 60 },
    { path: 'spatial.code', longest: 12 },
    { path: 'contact.phone', kind: 'tel', longest: 30 },
    { path: 'contact.email', kind: 'email' },
  ],
} as const satisfies Readonly<Record<keyof typeof w.groups, readonly Part[]>>;
type Group = keyof typeof groups;
export const groupNames = Object.keys(groups) as readonly Group[];

export const partsOf = (group: Group): readonly Part[] => groups[group];
export const allParts: readonly Part[] = groupNames.flatMap(partsOf);

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const memberOf = (path: string): string => path.split('.')[0] ?? path;

/** What the form begins with: what `first` says, and where it says nothing, what `second` does. */
export function startOf(first: Members, second: Members = {}): Members {
  return Object.fromEntries(
    [...new Set([...Object.keys(first), ...Object.keys(second)])].map((key) => {
      const [said, besides] = [first[key], second[key]];
      return [key, isMembers(said) && isMembers(besides) ? { ...besides, ...said } : (said ?? besides)];
    }),
  );
}

/** The text of a part in its control. */
export function textAt(members: Members, path: string): string {
  const [member = '', inner] = path.split('.');
  const whole = members[member];
  const value = inner === undefined ? whole : isMembers(whole) ? whole[inner] : undefined;
  return Array.isArray(value) ? value.join(t.listComma) : typeof value === 'string' ? value : '';
}

export const writtenOf = (members: Members): Written =>
  Object.fromEntries(allParts.map(({ path }) => [path, textAt(members, path)]));

/** What the class that was chosen has no need of; what stood there from the beginning is left for people to see. */
export const isOut = ({ path, isFor }: Part, written: Written, begun: Written): boolean =>
  isFor?.(written) === false && (begun[path] === '' || isFor(begun));

/** Of the draft, everything that the form says otherwise; `null` for what it takes out. */
export function correctionsOf(draft: Members, start: Members, written: Written): Members {
  const corrected = new Map<string, unknown>();
  const begun = writtenOf(start);
  for (const part of allParts) {
    const { path, isList } = part;
    if (!(path in written)) continue;
    const [member = '', inner] = path.split('.');
    const text = isOut(part, written, begun) ? '' : (written[path] ?? '');
    const value = text === '' ? undefined : isList ? listOf(text, start[member], begun[path]) : text;
    if (inner === undefined) corrected.set(member, value);
    else corrected.set(member, { ...Object(corrected.get(member) ?? start[member]), [inner]: value });
  }
  const changed = [...corrected].flatMap(([member, value]) => {
    const whole = isMembers(value) ? withoutNothing(value) : value;
    return isSame(whole, draft[member]) ? [] : [[member, whole ?? null] as const];
  });
  return Object.fromEntries(changed);
}

const trimmed = (text: string): string => text.trim();

/** The items of a list as they stood where nobody wrote in it: an item may hold a comma. */
const listOf = (text: string, stood: unknown, begun = ''): unknown =>
  text === begun.trim()
    ? stood
    : text
        .split(/[、,，;；\n]/)
        .map(trimmed)
        .filter(Boolean);

/** Undefined where nothing is left. */
function withoutNothing(value: Members): Members | undefined {
  const left = Object.entries(value).filter(([, each]) => each !== undefined);
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}

/** Members in whatever order. */
function isSame(one: unknown, other: unknown): boolean {
  const sorted = (value: unknown): unknown =>
    isMembers(value) ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value;
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/** Made by the platform itself, from what the source tells. */
const made = ['id', 'sources', 'formats', 'attachments'];

/** Of what was accepted before, what neither the form has nor the source tells. */
export function restOf(draft: Members, accepted: Members = {}): Members {
  const inForm = new Set(allParts.map(({ path }) => memberOf(path)));
  return Object.fromEntries(
    Object.entries(accepted).filter(
      ([key, value]) => !inForm.has(key) && !made.includes(key) && !isSame(value, draft[key]),
    ),
  );
}

/** The choices of a coded part, with room for none; the grounds of one class alone. */
export function optionsAt(path: string, written: Written): FieldSpec['options'] {
  const codes = codesAt(path);
  if (!codes) return undefined;
  const wanted = path === 'openness.ground' ? groundsOf(written['openness.class']) : Object.keys(codes);
  return [['', w.choose] as const, ...wanted.map((code) => [code, label(codes, code)] as const)];
}

function groundsOf(opennessClass = ''): readonly string[] {
  if (opennessClass === 'conditional') return conditionalGrounds;
  return opennessClass === 'withheld' ? withheldGrounds : [...conditionalGrounds, ...withheldGrounds];
}

/** What would be accepted if nothing were corrected: the draft, completed by what was accepted before. */
export const proposedOf = (draft: Members, accepted: Members = {}): Members =>
  startOf(draft, Object.fromEntries(Object.entries(accepted).filter(([key]) => !made.includes(key))));

/** Whether what was accepted before has what the draft lacks at `path`. */
export const isKept = (path: string, draft: Members, accepted: Members = {}): boolean =>
  textAt(draft, path) === '' && textAt(proposedOf(draft, accepted), path) !== '';
