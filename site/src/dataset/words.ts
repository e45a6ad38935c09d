/** Sentences of the dataset page that are put together from parts. */
import type { Field } from '../../../functions/domain/dataset.ts';
import type { Difference, Scalar } from '../../../functions/domain/version.ts';
import { formatNumber } from '../format.ts';
import { type Locale, use } from '../i18n/index.ts';

/** `新增 14 行，删除 2 行，新增字段 oxygen`; in words that nothing changed when nothing did. */
export function differenceText(difference: Difference, locale: Locale): string {
  const { common, dataset } = use(locale);
  const words = dataset.versions;
  const rows = [
    [difference.rowsAdded, words.rowsAdded],
    [difference.rowsRemoved, words.rowsRemoved],
    [difference.rowsChanged ?? 0, words.rowsChanged],
  ] as const;
  const columns = [
    [difference.columnsAdded, words.columnsAdded],
    [difference.columnsRemoved, words.columnsRemoved],
    [difference.columnsRetyped, words.columnsRetyped],
  ] as const;
  const parts = [
    ...rows.flatMap(([count, say]) => (count > 0 ? [say(formatNumber(count))] : [])),
    ...columns.flatMap(([names, say]) => (names.length > 0 ? [say(names.join(common.comma))] : [])),
  ];
  return parts.length > 0 ? parts.join(locale === 'zh' ? '，' : '; ') : words.same;
}

const maximumValues = 12;

/** The constraints of a field in words: `必填，≥ 0，≤ 14`. */
export function constraintText(field: Field, isKey: boolean, locale: Locale): string {
  const { common, dataset } = use(locale);
  const words = dataset.fields;
  const {
    required,
    unique,
    minimum,
    maximum,
    minLength,
    maxLength,
    pattern,
    enum: values,
  } = field.constraints ?? {};
  const say = <T>(value: T | undefined, sentence: (text: string) => string): string[] =>
    value === undefined ? [] : [sentence(String(value))];
  return [
    ...(isKey ? [words.key] : []),
    ...(required ? [words.required] : []),
    ...(unique ? [words.unique] : []),
    ...say(minimum, words.minimum),
    ...say(maximum, words.maximum),
    ...say(minLength, words.minLength),
    ...say(maxLength, words.maxLength),
    ...say(pattern, words.pattern),
    ...say(values && valueList(values, common.comma), words.oneOf),
  ].join(locale === 'zh' ? '，' : '; ');
}

const valueList = (values: readonly Scalar[], comma: string): string =>
  values.slice(0, maximumValues).map(String).join(comma) + (values.length > maximumValues ? ' …' : '');

/** A cell as it is shown; undefined for an empty one. */
export function cellText(value: Scalar | undefined, locale: Locale): string | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value === 'boolean') return value ? use(locale).common.yes : use(locale).common.no;
  return String(value);
}

export const isNumeric = (field: Field | undefined): boolean =>
  field?.type === 'integer' || field?.type === 'number';
