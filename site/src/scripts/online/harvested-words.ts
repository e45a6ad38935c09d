/** The words of harvested entries, their states, and their addresses; the values of a descriptor as people read them. */
import type { Defect } from '../../../../functions/domain/defect.ts';
import type { HarvestedStatus } from '../../../../functions/domain/harvested-permissions.ts';
import { lawText } from '../../service-guide.ts';
import { fill, mark, type Tone } from './dom.ts';
import { label, nameOf, pagePath, pageWords, t, words } from './words.ts';

export const w = pageWords<'harvested'>();
export const base = pagePath('/harvested/');

const tones: Readonly<Record<HarvestedStatus, Tone>> = {
  new: 'warning',
  'to-review': 'warning',
  accepted: 'accent',
  rejected: 'quiet',
  gone: 'danger',
};
export const stateMark = (status: HarvestedStatus): HTMLElement => mark(tones[status], w.states[status]);
export const entryAddress = (id: string): string => `${base}?entry=${encodeURIComponent(id)}`;
export const sourceAddress = (id: string, status = 'to-review'): string =>
  `${base}?${new URLSearchParams({ source: id, ...(status !== '' && { status }) })}`;

type Labels = Readonly<Record<string, string>>;
const agencies: Labels = Object.fromEntries(words.agencies.map((agency) => [agency.id, nameOf(agency)]));
const { terms } = w;
const codes: Readonly<Record<string, Labels>> = {
  theme: terms.theme,
  publisher: agencies,
  responsibleDepartment: agencies,
  'openness.class': terms.openness,
  'openness.ground': terms.ground,
  'sharing.type': terms.sharing,
  acquisition: terms.acquisition,
  dataLevel: terms.dataLevel,
  updateCycle: terms.updateCycle,
  'priority.grounds': terms.priority,
};
/** The labels of the codes that may stand at `path`; undefined where anything may. */
export const codesAt = (path: string): Labels | undefined => codes[path];

/** `openness.legalBasis`, `keywords[2]` as the page calls it; the path itself of what has no name. */
export function partName(path: string): string {
  const plain = path.replaceAll(/\[[^\]]*\]/g, '');
  const [member = ''] = plain.split('.');
  const parts: Labels = w.parts;
  return (
    parts[plain] ?? (plain === member ? label(w.members, member) : label(w.members, member) + t.colon + plain)
  );
}

/** A value of a descriptor in words: codes by their labels, members by their names. */
export function valueText(value: unknown, path = ''): string {
  if (value === undefined || value === null) return t.none;
  if (typeof value === 'boolean') return t.booleans[value ? 'true' : 'false'];
  if (Array.isArray(value)) {
    const comma = value.some((each) => typeof each === 'object') ? t.semicolon : t.listComma;
    return value.map((each) => valueText(each, path)).join(comma);
  }
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, each]) => `${innerName(path, key)}${t.colon}${valueText(each, `${path}.${key}`)}`)
      .join(t.semicolon);
  return label(codes[path] ?? {}, String(value));
}

const innerName = (path: string, key: string): string =>
  label(w.inner, w.inner[`${path}.${key}`] ? `${path}.${key}` : key);

/** What is wrong, in the language of the page: the rules of publication speak to programs, in English. */
export function defectText({ code, path, allowed = '', law }: Defect): string {
  const [, least, most, unit = ''] = /(\d+)–(\d+) (characters?|items?)/.exec(allowed) ?? [];
  const range =
    least && most
      ? fill(unit.startsWith('item') ? w.defects.items : w.defects.characters, { least, most })
      : '';
  const cited = law?.startsWith('Art.') ? lawText(law, words.locale) : law;
  const what = label(w.defectNames, code) + (code === 'missing' ? '' : range);
  return partName(path) + t.colon + what + (cited ? t.open + cited + t.close : '');
}
