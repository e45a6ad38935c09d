/** The panels of the desk that ask for more than a reason. */
import { commandForm } from './command-form.ts';
import { choices, chosen, type FieldSpec } from './fields.ts';
import { grantEditor } from './grant-editor.ts';
import type { Refresh } from './my-case.ts';
import type { ApplicationView } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

export const grounds = (name: string, legalBasis: string): readonly FieldSpec[] => [
  { id: `${name}-reason`, label: t.reason, kind: 'textarea', required: true },
  { id: `${name}-basis`, label: t.legalBasis, kind: 'textarea', rows: 2, required: true, value: legalBasis },
];
export const groundsOf = (name: string, values: Readonly<Record<string, string>>) => ({
  reason: values[`${name}-reason`],
  legalBasis: values[`${name}-basis`],
});

export function askPanel({ id }: ApplicationView, refresh: Refresh): HTMLElement {
  return commandForm({
    id,
    submit: words.askNow,
    fields: [
      { id: 'agency', label: words.askAgency, hint: words.askHint, required: true },
      { id: 'question', label: words.question, kind: 'textarea', required: true },
    ],
    body: ({ agency, question }) => ({ type: 'ask-opinion', agency, question }),
    done: () => refresh(words.asked),
  });
}

export function opinionPanel({ id }: ApplicationView, refresh: Refresh): HTMLElement {
  const stances = Object.entries(t.opinions.stances).map(([value, label], index) => ({
    value,
    label,
    checked: index === 0,
  }));
  const group = choices('stance', words.stance, 'radio', stances);
  return commandForm({
    id,
    submit: words.giveNow,
    fields: [{ id: 'opinion', label: words.opinion, kind: 'textarea', required: true }],
    extra: group,
    body: ({ opinion }) => ({ type: 'give-opinion', stance: chosen(group, 'stance')[0], opinion }),
    done: () => refresh(words.given),
  });
}

export function extendPanel({ id, guide }: ApplicationView, refresh: Refresh): HTMLElement {
  const most = guide?.steps.find((step) => step.id === 'review')?.extension ?? 15;
  return commandForm({
    id,
    submit: words.extendNow,
    fields: [
      {
        id: 'days',
        label: words.days,
        kind: 'number',
        minimum: 1,
        maximum: most,
        value: String(most),
        required: true,
      },
      { id: 'extend-reason', label: words.extendReason, kind: 'textarea', required: true },
    ],
    body: (values) => ({ type: 'extend-review', days: Number(values.days), reason: values['extend-reason'] }),
    done: () => refresh(words.extendedNow),
  });
}

export function approvePanel(view: ApplicationView, refresh: Refresh): HTMLElement {
  const editor = grantEditor(view);
  const form = commandForm({
    id: view.id,
    submit: words.approveNow,
    look: 'primary',
    fields: grounds('approve', view.guide?.legalBasis ?? ''),
    body: (values) => ({ type: 'approve', grant: editor.terms(), ...groundsOf('approve', values) }),
    done: () => refresh(words.approved),
  });
  form.prepend(editor.element);
  return form;
}
