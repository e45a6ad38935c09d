/** What the agency may do now: a panel for each command, the likely one open. */
import { commandForm } from './command-form.ts';
import type { Correction } from './desk-case.ts';
import { details, h } from './dom.ts';
import { choices, chosen, type FieldSpec } from './fields.ts';
import { grantEditor } from './grant-editor.ts';
import type { Refresh } from './my-case.ts';
import type { ApplicationView } from './types.ts';
import { pageWords, t } from './words.ts';

const words = pageWords<'desk'>();

const grounds = (name: string, legalBasis: string): readonly FieldSpec[] => [
  { id: `${name}-reason`, label: t.reason, kind: 'textarea', required: true },
  { id: `${name}-basis`, label: t.legalBasis, kind: 'textarea', rows: 2, required: true, value: legalBasis },
];
const groundsOf = (name: string, values: Readonly<Record<string, string>>) => ({
  reason: values[`${name}-reason`],
  legalBasis: values[`${name}-basis`],
});

type Panel = (
  view: ApplicationView,
  refresh: Refresh,
  corrections: () => readonly Correction[],
) => HTMLElement;

/** In the order in which a case usually goes. */
const panels: readonly (readonly [command: string, title: string, panel: Panel])[] = [
  [
    'accept',
    words.accept,
    ({ id }, refresh) =>
      commandForm({
        id,
        submit: words.acceptNow,
        look: 'primary',
        fields: [],
        extra: h('p', {}, words.acceptText),
        body: () => ({ type: 'accept' }),
        done: () => refresh(words.accepted),
      }),
  ],
  [
    'return',
    words.return,
    ({ id }, refresh, corrections) =>
      commandForm({
        id,
        submit: words.returnNow,
        fields: [],
        extra: h('p', {}, words.returnText),
        body: () => ({ type: 'return', corrections: corrections() }),
        done: () => refresh(words.returned),
      }),
  ],
  ['ask-opinion', words.ask, askPanel],
  ['give-opinion', words.give, opinionPanel],
  ['extend-review', words.extend, extendPanel],
  ['approve', words.approve, (view, refresh) => approvePanel(view, refresh)],
  [
    'reject',
    words.reject,
    ({ id, guide }, refresh) =>
      commandForm({
        id,
        submit: words.rejectNow,
        fields: grounds('reject', guide?.legalBasis ?? ''),
        body: (values) => ({ type: 'reject', ...groundsOf('reject', values) }),
        done: () => refresh(words.rejected),
      }),
  ],
  [
    'escalate',
    words.escalate,
    ({ id }, refresh) =>
      commandForm({
        id,
        submit: words.escalateNow,
        fields: [{ id: 'note', label: words.note, kind: 'textarea', required: true }],
        body: ({ note }) => ({ type: 'escalate', note }),
        done: () => refresh(words.escalatedNow),
      }),
  ],
  [
    'revoke',
    words.revoke,
    ({ id, guide }, refresh) =>
      commandForm({
        id,
        submit: words.revokeNow,
        extra: h('p', { class: 'notice warning' }, words.revokeText),
        fields: grounds('revoke', guide?.legalBasis ?? ''),
        body: (values) => ({ type: 'revoke', ...groundsOf('revoke', values) }),
        done: () => refresh(words.revoked),
      }),
  ],
];

/** `return` needs what is written beside the items; `escalate` a clock that ran out. */
export function decisionPanels(
  view: ApplicationView,
  corrections: () => readonly Correction[],
  refresh: Refresh,
): HTMLElement[] {
  const { commands, overdue } = view;
  return panels
    .filter(([command]) => commands.some((each) => each === command) && (command !== 'escalate' || overdue))
    .map(([command, title, panel]) => {
      const shown = details(title, panel(view, refresh, corrections));
      shown.dataset.command = command;
      shown.open = command === 'accept' || command === 'approve' || command === 'give-opinion';
      return shown;
    });
}

function askPanel({ id }: ApplicationView, refresh: Refresh): HTMLElement {
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

function opinionPanel({ id }: ApplicationView, refresh: Refresh): HTMLElement {
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

function extendPanel({ id, guide }: ApplicationView, refresh: Refresh): HTMLElement {
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

function approvePanel(view: ApplicationView, refresh: Refresh): HTMLElement {
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
