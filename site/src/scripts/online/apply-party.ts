/** For whom the application is: what the sign-in knows is shown, not asked (Art. 32, 33). */
import type { Me } from './api.ts';
import { h } from './dom.ts';
import { choices, chosen } from './fields.ts';
import { partyText } from './submission.ts';
import type { Party } from './types.ts';
import { t } from './words.ts';

export interface PartyChoice {
  readonly element: HTMLElement;
  /** `self`, or a credit code. */
  readonly value: () => string;
  /** The application has begun: its applicant stays. */
  readonly fix: () => void;
}

export function partyChoice(
  { id = '', name, organisations = [], actingFor }: Me,
  given: Party | undefined,
): PartyChoice {
  const self: Party = { kind: 'person', id, name: name ?? id };
  const parties: readonly Party[] = given
    ? [given]
    : [...organisations.map((each) => ({ kind: 'organisation' as const, ...each })), self];
  const key = (party: Party): string => (party.kind === 'person' ? 'self' : party.creditCode);
  const preset = given ? key(given) : (actingFor?.creditCode ?? 'self');
  const element = h('div', { class: 'stack' });
  const value = (): string => chosen(element, 'party')[0] ?? preset;
  const options = parties.map((party) => ({
    value: key(party),
    label: partyText(party),
    checked: key(party) === preset,
  }));
  if (parties.length > 1) element.append(choices('party', t.items.applicant, 'radio', options, true));
  else element.append(h('p', {}, ...options.map(({ label }) => label)));
  element.append(h('p', { class: 'hint' }, t.known));
  const fix = (): void => {
    for (const input of element.querySelectorAll('input')) input.disabled = true;
  };
  return { element, value, fix };
}
