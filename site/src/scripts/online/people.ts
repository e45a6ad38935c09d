/** The persons who act for the organisation: they come and go, and the application stays. */
import type { Me } from './api.ts';
import { commandButton, commandForm } from './command-form.ts';
import { button, h } from './dom.ts';
import { field } from './fields.ts';
import type { ApplicationView } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'my'>();
type Person = ApplicationView['application']['people'][number];

const parts = ['name', 'id', 'phone', 'email'] as const;
/** Nobody is written to because somebody else says so: told once, for every address. */
const emailHint = 'people-email-hint';

/** One person a row; at least one stays. `done` is told whether somebody does not act any more. */
export function peopleForm(
  { id, application }: ApplicationView,
  done: (hasLeft: boolean) => unknown,
): HTMLElement {
  const rows: { readonly element: HTMLElement; readonly value: () => Person }[] = [];
  const host = h('div', { class: 'stack' });
  let made = 0;
  let hasLeft = false;
  const add = (person?: Person): void => {
    made += 1;
    const row = personRow(made, person, () => {
      rows.splice(rows.indexOf(row), 1);
      row.element.remove();
      more.focus();
    });
    rows.push(row);
    host.append(row.element);
  };
  for (const person of application.people) add(person);
  const more = button(
    words.addPerson,
    () => {
      add();
      rows.at(-1)?.element.querySelector('input')?.focus();
    },
    'plain',
  );
  return commandForm({
    id,
    submit: words.peopleSave,
    fields: [],
    extra: h(
      'div',
      { class: 'stack' },
      h('p', { class: 'hint' }, words.peopleHint),
      host,
      h('p', { class: 'hint', id: emailHint }, words.emailHint),
      h('p', {}, more),
    ),
    body: () => {
      const people = rows.map(({ value }) => value());
      hasLeft = application.people.some((before) => people.every((person) => person.id !== before.id));
      return { type: 'amend-people', people };
    },
    done: () => done(hasLeft),
  });
}

function personRow(number: number, person: Partial<Person> | undefined, drop: () => void) {
  const made = parts.map((part) => ({
    part,
    ...field({
      id: `person-${number}-${part}`,
      label: words.person[part],
      required: part === 'name' || part === 'id',
      longest: part === 'phone' ? 30 : part === 'name' ? 100 : 200,
      value: person?.[part] ?? '',
    }),
  }));
  for (const { part, control } of made)
    if (part === 'email')
      control.setAttribute('aria-describedby', `${emailHint} ${control.getAttribute('aria-describedby')}`);
  const remove = button(t.remove, drop, 'plain');
  const element = h(
    'fieldset',
    { class: 'choices person' },
    h('legend', { class: 'visually-hidden' }, person?.name ?? words.addPerson),
    h('div', { class: 'field-row' }, ...made.map((each) => each.element), remove),
  );
  const value = (): Person => {
    const given = made.flatMap(({ part, control }) =>
      control.value.trim() === '' ? [] : [[part, control.value.trim()] as const],
    );
    return { id: '', name: '', ...Object.fromEntries(given) };
  };
  return { element, value };
}

/** Who acts for the organisation, and is not named yet, names themselves. */
export function takeOver({ id, application }: ApplicationView, me: Me, done: () => unknown): HTMLElement {
  const self = { id: me.id ?? '', name: me.name ?? me.id ?? '' };
  const people = [...application.people, self];
  return h(
    'div',
    { class: 'stack' },
    h('p', {}, words.takeOverText),
    commandButton(id, words.takeOver, { type: 'amend-people', people }, done),
  );
}
