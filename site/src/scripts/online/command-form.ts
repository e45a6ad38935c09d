/** A small form that gives one command: its texts, its button, and what was refused, beside the button. */
import { type Answer, command } from './api.ts';
import { button, h } from './dom.ts';
import { type FieldSpec, field } from './fields.ts';
import { tellIn } from './start.ts';

interface CommandForm {
  readonly id: string;
  readonly submit: string;
  readonly look?: string;
  readonly fields: readonly FieldSpec[];
  /** Anything besides the fields; stands above the button. */
  readonly extra?: Node;
  readonly body: (values: Readonly<Record<string, string>>) => object;
  readonly done: (answer: { readonly status: string; readonly renewal?: string }) => unknown;
}

export function commandForm({ id, submit, look, fields, extra, body, done }: CommandForm): HTMLFormElement {
  const made = fields.map(field);
  const told = h('div', { 'aria-live': 'polite' });
  const send = async (): Promise<void> => {
    if (!form.reportValidity()) return;
    const values = Object.fromEntries(made.map(({ control }) => [control.name, control.value.trim()]));
    told.replaceChildren();
    const answer = await command(id, body(values));
    if (answer.ok) await done(answer.data);
    else tellIn(told, answer.problem);
  };
  const press = button(submit, send, look);
  const form = h(
    'form',
    { class: 'stack' },
    ...made.map(({ element }) => element),
    extra,
    told,
    h('p', {}, press),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    press.click();
  });
  return form;
}

/** A command without anything to fill in. */
export function commandButton(
  id: string,
  text: string,
  body: object,
  done: (
    answer: Extract<Answer<{ readonly status: string; readonly renewal?: string }>, { ok: true }>['data'],
  ) => unknown,
  look = '',
): HTMLElement {
  return commandForm({ id, submit: text, look, fields: [], body: () => body, done });
}
