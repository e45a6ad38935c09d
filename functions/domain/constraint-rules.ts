/** Constraints of a field that fit its type and one another. */
import { isCalendarDate } from './calendar-date.ts';
import type { Field } from './dataset.ts';
import { patternProblem } from './pattern-safety.ts';
import { type Complaint, clip, complainIf, type Rule, type Sound, type SoundDataset } from './rule.ts';

type Type = Field['type'];
type Constraints = Sound<NonNullable<Field['constraints']>>;
type Check = (type: Type, constraints: Constraints) => readonly Complaint[];

const isDateTime = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/.test(text) &&
  isCalendarDate(text.slice(0, 10));

/** Which bound each type takes; types that are absent take none. */
const bounds: Partial<
  Record<Type, { readonly allowed: string; readonly fits: (value: string | number) => boolean }>
> = {
  integer: { allowed: 'a whole number', fits: (value) => Number.isInteger(value) },
  year: { allowed: 'a year as a whole number', fits: (value) => Number.isInteger(value) },
  number: { allowed: 'a number', fits: (value) => typeof value === 'number' },
  date: { allowed: 'a day as CCYY-MM-DD', fits: (value) => isCalendarDate(String(value)) },
  datetime: {
    allowed: 'a moment as CCYY-MM-DDThh:mm:ss',
    fits: (value) => isCalendarDate(String(value)) || isDateTime(String(value)),
  },
};

/** Whether a listed value can occur in a column of the type. */
const valueFits: Record<Type, (value: string | number | boolean) => boolean> = {
  string: (value) => typeof value === 'string',
  integer: Number.isInteger,
  year: Number.isInteger,
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && isCalendarDate(value),
  datetime: (value) => typeof value === 'string' && isDateTime(value),
  geopoint: (value) => typeof value === 'string',
};

const checkBounds: Check = (type, { minimum, maximum }) => {
  const bound = bounds[type];
  const given = Object.entries({ minimum, maximum });
  const wrong = given.flatMap(([key, value]) => {
    if (value === undefined) return [];
    if (!bound) return [{ path: key, message: `a ${type} has no ${key}; remove it` }];
    return complainIf(
      !bound.fits(value),
      key,
      `does not fit the type ${type} (was ${clip(String(value))})`,
      bound.allowed,
    );
  });
  if (wrong.length > 0 || minimum === undefined || maximum === undefined) return wrong;
  return complainIf(minimum > maximum, 'minimum', `${minimum} is above the maximum ${maximum}`);
};

const checkLengths: Check = (type, constraints) => {
  const { minLength, maxLength } = constraints;
  if (type !== 'string')
    return (['minLength', 'maxLength', 'pattern'] as const).flatMap((key) =>
      complainIf(constraints[key] !== undefined, key, `only a string has a ${key}; remove it`),
    );
  const isCrossed = minLength !== undefined && maxLength !== undefined && minLength > maxLength;
  return complainIf(isCrossed, 'minLength', `${minLength} is above the maxLength ${maxLength}`);
};

const checkPattern: Check = (type, { pattern }) => {
  const problem = type === 'string' && pattern !== undefined ? patternProblem(pattern) : undefined;
  return problem === undefined ? [] : [{ path: 'pattern', message: problem }];
};

const checkValues: Check = (type, constraints) => {
  const values = constraints.enum ?? [];
  return values.flatMap((value, index) => {
    if (value === undefined) return [];
    const path = `enum[${index}]`;
    const shown = clip(JSON.stringify(value));
    if (values.indexOf(value) < index) return [{ path, message: `${shown} is given twice` }];
    return complainIf(!valueFits[type](value), path, `${shown} is not of the type ${type}`);
  });
};

function onConstraints(check: Check) {
  return ({ fields }: SoundDataset): Complaint[] =>
    (fields ?? []).flatMap((field, index) => {
      if (!field?.type || !field.constraints) return [];
      return check(field.type, field.constraints).map((complaint) => ({
        ...complaint,
        path: `fields[${index}].constraints.${complaint.path}`,
      }));
    });
}

export const constraintRules: readonly Rule[] = [
  { code: 'constraint-bounds', check: onConstraints(checkBounds) },
  { code: 'constraint-lengths', check: onConstraints(checkLengths) },
  { code: 'constraint-pattern', check: onConstraints(checkPattern) },
  { code: 'constraint-values', check: onConstraints(checkValues) },
];
