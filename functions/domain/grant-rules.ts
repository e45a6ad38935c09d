/** What the terms of a grant must satisfy: nothing beyond what was asked (Art. 26, 45) or what exists. */
import type { Defect } from './defect.ts';
import type { GrantTerms, RowCondition } from './grant.ts';
import type { Guide, GuideField } from './guide.ts';
import { clip } from './rule.ts';

/** The codes, in words. */
export const grantDefects = {
  'beyond-request': 'more than the applicant asked for',
  'no-columns': 'no column is granted',
  repeated: 'a column is named twice',
  'unknown-field': 'the dataset has no such field, or none that is opened',
  'unknown-access': 'the dataset is not given in this way',
  'row-condition': 'the condition does not fit the field',
  'quota-order': 'the month has less than one of its days',
} as const;

const defect = (code: keyof typeof grantDefects, path: string, message: string, allowed?: string): Defect => {
  return { code, path, message, ...(allowed !== undefined && { allowed }), law: 'Art. 26, 45' };
};

/** As much of a request as bounds what is granted. */
interface AskedFor {
  readonly fields?: readonly { readonly name: string }[];
  readonly access: readonly GrantTerms['access'][number][];
  /** Months. */
  readonly term: number;
  readonly frequency: { readonly requestsPerDay: number };
}
/** As much of a dataset as can be granted. */
type Offered = Pick<Guide, 'fields' | 'access'>;

/**
 * Everything wrong with the terms. Whether the values of row conditions can be read as the type of their field is
 * for the caller to check first, who knows how queries read values.
 */
export function checkGrant(terms: GrantTerms, form: AskedFor, guide: Offered): readonly Defect[] {
  const { quota } = terms;
  const isQuotaCrossed = quota.perMonth < quota.perDay;
  return [
    ...checkColumns(terms, form, guide),
    ...checkAccess(terms, form, guide),
    ...atMost('months', terms.months, form.term),
    ...atMost('quota.perDay', quota.perDay, form.frequency.requestsPerDay),
    ...(isQuotaCrossed
      ? [defect('quota-order', 'quota.perMonth', `is below the ${quota.perDay} of a day`)]
      : []),
    ...terms.rows.flatMap((condition, index) => checkCondition(condition, `rows[${index}]`, guide)),
  ];
}

function checkColumns({ fields }: GrantTerms, form: AskedFor, guide: Offered): Defect[] {
  const asked = (form.fields ?? []).map(({ name }) => name);
  if (asked.length > 0 && fields.length === 0)
    return [defect('no-columns', 'fields', 'name the columns that are granted', asked.join(', '))];
  return fields.flatMap((name, index) => {
    const path = `fields[${index}]`;
    if (!asked.includes(name))
      return [defect('beyond-request', path, `"${clip(name)}" was not asked for`, asked.join(', '))];
    const isThere = guide.fields.some((field) => field.name === name && field.available);
    if (!isThere) return [defect('unknown-field', path, `"${clip(name)}" is not to be had any more`)];
    return fields.indexOf(name) < index ? [defect('repeated', path, `"${name}" is named already`)] : [];
  });
}

function checkAccess({ access }: GrantTerms, form: AskedFor, guide: Offered): Defect[] {
  return access.flatMap((kind, index) => {
    const path = `access[${index}]`;
    if (!form.access.includes(kind))
      return [defect('beyond-request', path, `"${kind}" was not asked for`, form.access.join(', '))];
    const isThere = guide.access.includes(kind);
    return isThere
      ? []
      : [defect('unknown-access', path, `"${kind}" is not to be had`, guide.access.join(', '))];
  });
}

function atMost(path: string, granted: number, asked: number): Defect[] {
  return granted <= asked ? [] : [defect('beyond-request', path, `is ${granted}`, `at most ${asked}`)];
}

const ordered: readonly RowCondition['operator'][] = ['less', 'greater', 'strictly_less', 'strictly_greater'];
const unordered: readonly GuideField['type'][] = ['boolean', 'geopoint'];

function checkCondition(
  { field: name, operator, values }: RowCondition,
  path: string,
  guide: Offered,
): Defect[] {
  const field = guide.fields.find((each) => each.name === name);
  if (!field) {
    const known = guide.fields.map((each) => each.name).join(', ');
    return [defect('unknown-field', `${path}.field`, `no field is named "${clip(name)}"`, known)];
  }
  const isText = field.type === 'string' || field.type === 'geopoint';
  const isUnfit =
    (operator === 'contains' && !isText) || (ordered.includes(operator) && unordered.includes(field.type));
  if (isUnfit)
    return [defect('row-condition', `${path}.operator`, `a ${field.type} cannot be asked "${operator}"`)];
  const [least, most] = valueCount(operator);
  const isCount = values.length >= least && values.length <= most;
  const allowed = most === Number.POSITIVE_INFINITY ? 'one or more' : String(most);
  return isCount
    ? []
    : [defect('row-condition', `${path}.values`, `"${operator}" has ${values.length} values`, allowed)];
}

function valueCount(operator: RowCondition['operator']): readonly [least: number, most: number] {
  if (operator === 'isnull' || operator === 'isnotnull') return [0, 0];
  return operator === 'in' || operator === 'notin' ? [1, Number.POSITIVE_INFINITY] : [1, 1];
}
