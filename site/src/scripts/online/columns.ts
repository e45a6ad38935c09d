/** The columns of a dataset, to be chosen from. */
import { choices } from './fields.ts';
import { fieldTitle } from './submission.ts';
import type { Guide } from './types.ts';
import { label, t, words } from './words.ts';

interface Given {
  readonly fields: Guide['fields'];
  /** Said of a column that is not given by key. */
  readonly personal: string;
  readonly checked: (name: string) => boolean;
}

/** The name of the column and how sensitive it is stand beside its title. */
export const columnChoice = (
  name: string,
  legend: string,
  { fields, personal, checked }: Given,
): HTMLFieldSetElement =>
  choices(
    name,
    legend,
    'checkbox',
    fields.map(({ name: column, sensitivity, available }) => ({
      value: column,
      label: fieldTitle({ fields }, column),
      hint: [column, available ? label(words.sensitivity, sensitivity) : personal].join(t.comma),
      checked: available && checked(column),
      disabled: !available,
    })),
  );
