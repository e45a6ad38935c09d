/** Queries of the documentation, made for a real table so that they run: each by its kind, as a query string. */
import type { Field } from '../../../functions/domain/dataset.ts';
import type { Version } from '../../../functions/domain/version.ts';

export const exampleKinds = ['exact', 'compare', 'columns', 'group'] as const;
export type ExampleKind = (typeof exampleKinds)[number];

export interface Example {
  readonly kind: ExampleKind;
  /** Readable: not yet encoded. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

type Table = Pick<Version, 'fields' | 'sample' | 'quality'>;

/** The examples that the table's fields allow. */
export function examplesOf(table: Table): readonly Example[] {
  const text = table.fields.find((field) => isText(field) && sampleOf(table, field) !== undefined);
  const number = table.fields.find((field) => isNumber(field) && sampleOf(table, field) !== undefined);
  const [first, second] = table.fields;
  const group = groupField(table);
  const made: (Example | undefined)[] = [
    text && { kind: 'exact', parameters: [[`${text.name}__exact`, sampleOf(table, text) ?? '']] },
    number && {
      kind: 'compare',
      parameters: [
        [`${number.name}__greater`, sampleOf(table, number) ?? ''],
        [`${number.name}__sort`, 'desc'],
      ],
    },
    first &&
      second && {
        kind: 'columns',
        parameters: [
          ['columns', `${first.name},${second.name}`],
          ['limit', '5'],
        ],
      },
    group && {
      kind: 'group',
      parameters: [
        [`${group.name}__groupby`, 'true'],
        [`${group.name}__count`, 'true'],
        [`${group.name}__count__sort`, 'desc'],
      ],
    },
  ];
  return made.filter((example) => example !== undefined);
}

/** Encoded for an address; commas stay readable. */
export const queryString = ({ parameters }: Example): string =>
  parameters.map((pair) => pair.map(encodeURIComponent).join('=').replaceAll('%2C', ',')).join('&');

const isText = ({ type, sensitivity }: Field): boolean => type === 'string' && sensitivity === 'public';
const isNumber = ({ type }: Field): boolean => type === 'integer' || type === 'number';

/** A value that the table holds, short enough to be read in an address. */
function sampleOf({ sample }: Table, { name }: Field): string | undefined {
  const values = sample.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
  return values.map(String).find((value) => value.length > 0 && value.length <= 20);
}

/** The text field with the fewest different values above one: groups of it say something. */
function groupField({ fields, quality }: Table): Field | undefined {
  const distinct = new Map(quality?.fields.map((field) => [field.name, field.distinct]));
  const candidates = fields.filter((field) => isText(field) && (distinct.get(field.name) ?? 0) > 1);
  return candidates.toSorted((a, b) => (distinct.get(a.name) ?? 0) - (distinct.get(b.name) ?? 0))[0];
}
