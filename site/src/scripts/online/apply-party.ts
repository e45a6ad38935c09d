/** For whom the application is: what the sign-in knows is shown, not asked (Art. 32, 33). */
import type { Me } from './api.ts';
import { h } from './dom.ts';
import { choices, chosen } from './fields.ts';
import { partyText } from './submission.ts';
import type { Guide, Party } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'apply'>();

export interface PartyChoice {
  readonly element: HTMLElement;
  /** `self`, or a credit code; open until one of several is chosen. */
  readonly value: () => string | undefined;
  /** The application has begun: its applicant stays. */
  readonly fix: () => void;
}

/** `given`: of an application that has begun; `sent`: chosen for one whose beginning was never answered. */
export function partyChoice(
  { id = '', name, organisations = [], actingFor, undecided }: Me,
  { given, sent }: { readonly given?: Party | undefined; readonly sent?: string | undefined },
  { applicants }: Pick<Guide, 'applicants'>,
): PartyChoice {
  const self: Party = { kind: 'person', id, name: name ?? id };
  const parties: readonly Party[] = given
    ? [given]
    : [...organisations.map((each) => ({ kind: 'organisation' as const, ...each })), self];
  const key = (party: Party): string => (party.kind === 'person' ? 'self' : party.creditCode);
  const isOpenTo = ({ kind }: Party): boolean => kind === 'organisation' || applicants !== 'organisation';
  const open = parties.filter(isOpenTo);
  const first = open[0] ?? self;
  const usual = actingFor?.creditCode ?? (isOpenTo(self) ? 'self' : key(first));
  const isOpen = !given && undecided && open.length > 1;
  const preset = given ? key(given) : (sent ?? (isOpen ? undefined : usual));
  const element = h('div', { class: 'stack' });
  const value = (): string | undefined => chosen(element, 'party')[0] ?? preset;
  const options = parties.map((party) => ({
    value: key(party),
    label: partyText(party),
    checked: key(party) === preset,
    disabled: !isOpenTo(party),
  }));
  if (parties.length > 1) element.append(choices('party', t.items.applicant, 'radio', options, true));
  else element.append(h('p', {}, ...options.map(({ label }) => label)));
  element.append(h('p', { class: 'hint' }, t.known));
  if (!parties.some(isOpenTo)) element.append(h('p', { class: 'notice warning' }, words.guide.notForPersons));
  const fix = (): void => {
    for (const input of element.querySelectorAll('input')) input.disabled = true;
  };
  return { element, value, fix };
}
