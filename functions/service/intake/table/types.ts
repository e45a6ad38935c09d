/**
 * How each field type reads from text, as SQL over one column. `is` accepts only what the type keeps without loss;
 * `typed` is its Parquet value, `text` its form in CSV, JSON and XLSX.
 */
import type { Field } from '../../../domain/dataset.ts';

export type FieldType = Field['type'];

/** The types of the staged text, `datetime` apart by whether an offset from UTC is given. */
export type ReadAs = Exclude<FieldType, 'datetime'> | 'datetime-local' | 'datetime-utc';

interface Reading {
  readonly type: FieldType;
  /** What a violation says. */
  readonly rule: string;
  /** True where a non-null text is of the type. */
  readonly is: (text: string) => string;
  readonly typed: (text: string) => string;
  readonly text: (text: string) => string;
}

const asIs = (text: string) => text;
const matches = (text: string, pattern: string) => `regexp_full_match(${text}, '${pattern}')`;
const DAY = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const CLOCK = '[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?';
const OFFSET = '(Z|[+-][0-9]{2}:?[0-9]{2})';
const DECIMAL = '-?(0|[1-9][0-9]*)(\\.[0-9]+)?';
const TRUE = "('true', '1', '是', 'yes')";
const FALSE = "('false', '0', '否', 'no')";

/** A double keeps 15 significant digits of any decimal; longer ones only when they print the same again. */
const keepsDigits = (text: string) =>
  `CASE WHEN strlen(${text}) <= 15 THEN true
        WHEN strlen(regexp_replace(${text}, '^-?[0.]*|[.]|[eE].*$', '', 'g')) <= 15 THEN true
        ELSE TRY_CAST(${text} AS DOUBLE)::VARCHAR = ${text} END`;
const instant = (typed: string) => `replace(${typed}::VARCHAR, ' ', 'T')`;

export const readings: Record<ReadAs, Reading> = {
  string: { type: 'string', rule: 'string', is: () => 'true', typed: asIs, text: asIs },
  integer: {
    type: 'integer',
    rule: 'integer of at most 15 digits, without leading zeros or +',
    is: (text) => `(strlen(ltrim(${text}, '-')) <= 15
      AND coalesce(TRY_CAST(${text} AS BIGINT)::VARCHAR = ${text}, false))`,
    typed: (text) => `TRY_CAST(${text} AS BIGINT)`,
    text: asIs,
  },
  number: {
    type: 'number',
    rule: 'decimal number that a double keeps without loss',
    is: (text) => `(${matches(text, `${DECIMAL}([eE][+-]?[0-9]{1,2})?`)} AND ${keepsDigits(text)})`,
    typed: (text) => `TRY_CAST(${text} AS DOUBLE)`,
    text: asIs,
  },
  boolean: {
    type: 'boolean',
    rule: 'boolean: true/false, 1/0, 是/否, yes/no',
    is: (text) => `(lower(${text}) IN ${TRUE} OR lower(${text}) IN ${FALSE})`,
    typed: (text) => `(lower(${text}) IN ${TRUE})`,
    text: (text) =>
      `CASE WHEN lower(${text}) IN ${TRUE} THEN 'true' WHEN ${text} IS NOT NULL THEN 'false' END`,
  },
  date: {
    type: 'date',
    rule: 'date as YYYY-MM-DD',
    is: (text) =>
      `(strlen(${text}) = 10 AND ${matches(text, DAY)} AND ${text} >= '0001' AND TRY_CAST(${text} AS DATE) IS NOT NULL)`,
    typed: (text) => `TRY_CAST(${text} AS DATE)`,
    text: asIs,
  },
  'datetime-local': {
    type: 'datetime',
    rule: 'date and time as YYYY-MM-DDThh:mm:ss, with an offset in all cells or in none',
    is: (text) => `(${matches(text, `${DAY}[T ]${CLOCK}`)} AND TRY_CAST(${text} AS TIMESTAMP) IS NOT NULL)`,
    typed: (text) => `TRY_CAST(${text} AS TIMESTAMP)`,
    text: (text) => instant(`TRY_CAST(${text} AS TIMESTAMP)`),
  },
  'datetime-utc': {
    type: 'datetime',
    rule: 'date and time as YYYY-MM-DDThh:mm:ssZ, with an offset in all cells or in none',
    is: (text) =>
      `(${matches(text, `${DAY}[T ]${CLOCK}${OFFSET}`)} AND TRY_CAST(${text} AS TIMESTAMPTZ) IS NOT NULL)`,
    typed: (text) => `TRY_CAST(${text} AS TIMESTAMPTZ)`,
    text: (text) => `${instant(`TRY_CAST(${text} AS TIMESTAMPTZ)::TIMESTAMP`)} || 'Z'`,
  },
  year: {
    type: 'year',
    rule: 'year of four digits',
    is: (text) => `(strlen(${text}) = 4 AND ${matches(text, '[0-9]{4}')})`,
    typed: (text) => `TRY_CAST(${text} AS INTEGER)`,
    text: asIs,
  },
  geopoint: {
    type: 'geopoint',
    rule: 'point as longitude,latitude in degrees',
    is: (text) => `(${matches(text, '-?[0-9]{1,3}(\\.[0-9]+)?, ?-?[0-9]{1,2}(\\.[0-9]+)?')}
      AND abs(TRY_CAST(split_part(${text}, ',', 1) AS DOUBLE)) <= 180
      AND abs(TRY_CAST(trim(split_part(${text}, ',', 2)) AS DOUBLE)) <= 90)`,
    typed: (text) => `replace(${text}, ' ', '')`,
    text: (text) => `replace(${text}, ' ', '')`,
  },
};
