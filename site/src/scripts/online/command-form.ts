/** A small form that gives one command: its texts, its button, and what was refused, beside the button. */
import { type Answer, command } from './api.ts';
import { button, h } from './dom.ts';
import { areFilled, type Control, type FieldSpec, field } from './fields.ts';
import { tellIn } from './start.ts';
import { sentEvent } from './unsent.ts';

interface Done {
  readonly status: string;
  readonly renewal?: string;
}

interface ActForm<T> {
  readonly submit: string;
  readonly look?: string;
  readonly fields: readonly FieldSpec[];
  /** Anything besides the fields; stands between them and the button. */
  readonly extra?: Node;
  /** What is still to be done before it can be sent, to be shown; nothing when all is there. */
  readonly lacks?: () => Node | undefined;
  readonly body: (values: Readonly<Record<string, string>>) => object;
  /** Stands below the button; given what would be sent now, nothing while something is missing. */
  readonly beside?: (ready: () => object | undefined) => Node;
  readonly send: (whole: object) => Promise<Answer<T>>;
  readonly done: (answer: T) => unknown;
}

interface CommandForm extends Omit<ActForm<Done>, 'send'> {
  readonly id: string;
}

/** A command to an application. */
export const commandForm = ({ id, ...spec }: CommandForm): HTMLFormElement =>
  actForm({ ...spec, send: (whole) => command(id, whole) });

export function actForm<T>(spec: ActForm<T>): HTMLFormElement {
  const { submit, look, extra, lacks, body, beside, done } = spec;
  const made = spec.fields.map(field);
  const told = h('div', { 'aria-live': 'polite' });
  const ready = (): object | undefined => {
    told.replaceChildren();
    if (!areFilled([...form.querySelectorAll<Control>('input, textarea, select')])) return undefined;
    const lack = lacks?.();
    if (lack) {
      told.replaceChildren(lack);
      form.addEventListener('input', () => lack.parentNode?.removeChild(lack), { once: true });
    }
    const values = Object.fromEntries(made.map(({ control }) => [control.name, control.value.trim()]));
    return lack ? undefined : body(values);
  };
  const send = async (): Promise<void> => {
    const whole = ready();
    if (!whole) return;
    const answer = await spec.send(whole);
    if (!answer.ok) return tellIn(told, answer.problem);
    form.dispatchEvent(new Event(sentEvent, { bubbles: true }));
    await done(answer.data);
  };
  const press = button(submit, send, look);
  const form = h(
    'form',
    { class: 'stack', novalidate: true },
    ...made.map(({ element }) => element),
    extra,
    told,
    h('p', {}, press),
    beside?.(ready),
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
  done: CommandForm['done'],
  look = '',
): HTMLElement {
  return commandForm({ id, submit: text, look, fields: [], body: () => body, done });
}
