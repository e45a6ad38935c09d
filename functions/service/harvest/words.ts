/** Texts, addresses, days and codes of other portals, read into ours. What cannot be read is not told. */
import { dayInChina } from '../../domain/china-time.ts';
import {
  acquisitionModes,
  opennessClasses,
  priorityGrounds,
  updateCycles,
} from '../../domain/dataset-codes.ts';
import { knownLicences } from '../../domain/licence.ts';
import { acquisitionNames, themeNames } from '../../domain/names.ts';
import { isMobileNumber } from '../../domain/office-contact.ts';
import { isTheme } from '../../domain/themes.ts';
import { frequencyCodes, rightsCodes } from '../dcat/vocabulary.ts';
import { accessLevels, periodicities } from '../metadata/dcat-us.ts';

export type Members = Readonly<Record<string, unknown>>;

export const membersOf = (value: unknown): Members | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : undefined;
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** More of a text than any part of a descriptor takes, so that its author sees that it is too long. */
const mostText = 8_000;

/** The text without white space at its ends; undefined for what is none, or empty. */
export function textOf(value: unknown, most = mostText): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.toWellFormed().trim();
  return text === '' ? undefined : text.slice(0, most).toWellFormed();
}

export const textsOf = (value: unknown, most: number): readonly string[] =>
  listOf(value)
    .flatMap((each) => textOf(each, 200) ?? [])
    .slice(0, most);

/** An http or https address of at most 2,000 characters, without a name or password in it. */
export function webAddress(value: unknown, base?: string): string | undefined {
  const text = textOf(value, 2_001);
  const url = text !== undefined && text.length <= 2_000 ? URL.parse(text, base) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return undefined;
  return /[\s"'<>]/.test(url.href) ? undefined : url.href;
}

/** A day of China, from a day or an instant. */
export function dayOf(value: unknown): string | undefined {
  const text = textOf(value, 40);
  if (text === undefined) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  // Whoever tells no zone means UTC, as CKAN does.
  const instant = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
  return /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(instant))
    ? dayInChina(instant)
    : undefined;
}

const inverse = <Code extends string>(table: Readonly<Record<Code, string | undefined>>) =>
  new Map(
    (Object.entries(table) as [Code, string | undefined][]).flatMap(([code, word]) =>
      word ? [[word, code] as const] : [],
    ),
  );

/** The last part of an address: the code in a list of others. */
const codeIn = (text: string): string => text.split(/[/#]/).at(-1) ?? text;
const cyclesByCode = inverse(frequencyCodes);
const cyclesByPeriod = inverse(periodicities);
const classesByCode = inverse(rightsCodes);
const classesByLevel = inverse(accessLevels);
const themesByName: ReadonlyMap<string, string> = new Map(
  Object.entries(themeNames).flatMap(([code, { zh, en }]) => [[zh, code] as const, [en, code] as const]),
);

const among = <Code extends string>(codes: readonly Code[], text: string): Code | undefined =>
  codes.find((code) => code === text);

export function cycleOf(value: unknown) {
  const text = textOf(value, 200) ?? '';
  return among(updateCycles, text) ?? cyclesByPeriod.get(text) ?? cyclesByCode.get(codeIn(text));
}

export function opennessClassOf(value: unknown) {
  const text = textOf(value, 200) ?? '';
  return among(opennessClasses, text) ?? classesByLevel.get(text) ?? classesByCode.get(codeIn(text));
}

/** The first that is a national theme: its code, its name, or an address that ends with its code. */
export function themeOf(values: readonly unknown[]): string | undefined {
  return values
    .flatMap((value) => textOf(value, 200) ?? [])
    .map((text) => (isTheme(codeIn(text)) ? codeIn(text) : themesByName.get(text)))
    .find((code) => code !== undefined);
}

export const groundsOf = (values: readonly string[]) =>
  priorityGrounds.filter((ground) => values.some((value) => codeIn(value) === ground));

/** How the data was acquired, where a statement begins with our word for it. */
export const acquisitionOf = (statement: string | undefined) =>
  acquisitionModes.find((mode) => statement?.startsWith(acquisitionNames[mode].zh));

const licencesByUrl = new Map(knownLicences().map(({ id, url }) => [url, id]));
const licenceIds = new Set(knownLicences().map(({ id }) => id));
/** The id of a licence that the platform knows, else its address. Words that are neither are not told. */
export function licenceNamed(value: unknown): string | undefined {
  const text = textOf(value, 2_000) ?? '';
  if (licenceIds.has(text)) return text;
  const address = webAddress(text);
  return address === undefined
    ? undefined
    : (licencesByUrl.get(text) ?? licencesByUrl.get(address) ?? address);
}

/** How an office is reached. Mobile numbers belong to persons and are left where they are (Art. 45). */
export function contactOf(phone: unknown, email: unknown) {
  const number = textOf(phone, 60)?.replace(/^tel:/i, '');
  const address = textOf(email, 200)?.replace(/^mailto:/i, '');
  const contact = {
    ...(number && !isMobileNumber(number) && { phone: number }),
    ...(address && /^[^\s@]+@[^\s@]+$/.test(address) && { email: address }),
  };
  return Object.keys(contact).length > 0 ? contact : undefined;
}

/** `CSV` of `csv`, `.csv`, or an address of a list of formats. */
export function formatOf(value: unknown): string | undefined {
  const format = codeIn(textOf(value, 200) ?? '')
    .replace(/^\./, '')
    .toUpperCase();
  return format !== '' && format.length <= 20 ? format : undefined;
}

/** Members that have a value. */
export function given<T extends object>(
  members: { readonly [Key in keyof T]: T[Key] | undefined },
): Partial<T> {
  return Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Partial<T>;
}

/** `text/csv` of itself or of its address at IANA. */
export const mediaTypeIn = (value: unknown): string | undefined =>
  /(?:^|\/)([\w.+-]+\/[\w.+-]+)(?:;.*)?$/.exec(textOf(value, 200) ?? '')?.[1];
