/** What the agency may do now: a panel for each command, the likely one open. */
import { commandForm } from './command-form.ts';
import type { Correction } from './desk-case.ts';
import { approvePanel, askPanel, extendPanel, grounds, groundsOf, opinionPanel } from './desk-panels.ts';
import { details, h } from './dom.ts';
import type { Refresh } from './my-case.ts';
import type { ApplicationView } from './types.ts';
import { pageWords } from './words.ts';

const words = pageWords<'desk'>();

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
