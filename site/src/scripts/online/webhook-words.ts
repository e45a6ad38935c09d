/** What the parts of the webhook panel share. */
import { type Field, field } from './fields.ts';
import { label, t } from './words.ts';

/** Reads the list anew and says what was done; `open` names the webhook that the reader is at. */
export type Again = (said: string, open?: string) => Promise<void>;

/** What a type of message tells of, in words. */
export const eventText = (name: string): string =>
  name === 'webhook.test'
    ? t.webhooks.testEvent
    : label({ ...t.events, ...t.webhooks.news }, name.replace(/^application\./, ''));

/** Where datasets and agencies of the public catalogue are named, by their ids. */
export function watchFields(
  of: string,
  { datasets, agencies }: { readonly datasets: readonly string[]; readonly agencies: readonly string[] } = {
    datasets: [],
    agencies: [],
  },
): readonly [datasets: Field, agencies: Field] {
  const { datasets: label, agencies: agenciesLabel, watchHint: hint } = t.webhooks;
  return [
    field({ id: `${of}-datasets`, label, hint, value: datasets.join(' '), longest: 2000 }),
    field({ id: `${of}-agencies`, label: agenciesLabel, value: agencies.join(' '), longest: 2000 }),
  ];
}

/** The ids that stand in a field, each once. */
export const idsIn = ({ control }: Field): readonly string[] => [
  ...new Set(control.value.split(/[\s,，、;；]+/).filter((id) => id !== '')),
];
