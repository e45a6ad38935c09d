/** What the agency may do now: a panel for each command, the likely one open. */
import type { Me } from './api.ts';
import { runningClock } from './clock.ts';
import { commandForm } from './command-form.ts';
import type { Corrections } from './corrections.ts';
import {
  approvePanel,
  askPanel,
  decisionForm,
  extendPanel,
  opinionPanel,
  type Deciding as PanelGiven,
} from './desk-panels.ts';
import { details, h } from './dom.ts';
import { pageWords } from './words.ts';

const words = pageWords<'desk'>();

interface Deciding extends PanelGiven {
  readonly me: Me;
  readonly corrections: Corrections;
}
type Panel = (deciding: Deciding) => HTMLElement;

const accept: Panel = ({ view: { id }, refresh }) =>
  commandForm({
    id,
    submit: words.acceptNow,
    look: 'primary',
    fields: [],
    extra: h('p', {}, words.acceptText),
    body: () => ({ type: 'accept' }),
    done: () => refresh(words.accepted),
  });

const giveBack: Panel = ({ view: { id }, refresh, corrections }) =>
  commandForm({
    id,
    submit: words.returnNow,
    fields: [],
    extra: h('div', { class: 'stack' }, h('p', {}, words.returnText), corrections.summary),
    lacks: () =>
      corrections.values().length > 0
        ? undefined
        : h('p', { class: 'notice danger', role: 'alert' }, words.correctionNeeded),
    body: () => ({ type: 'return', corrections: corrections.values() }),
    done: () => refresh(words.returned),
  });

const reject: Panel = (deciding) =>
  decisionForm('reject', deciding, { submit: words.rejectNow, look: 'danger', done: words.rejected });

const escalate: Panel = ({ view: { id }, refresh }) =>
  commandForm({
    id,
    submit: words.escalateNow,
    look: 'primary',
    fields: [{ id: 'note', label: words.note, kind: 'textarea', required: true }],
    body: ({ note }) => ({ type: 'escalate', note }),
    done: () => refresh(words.escalatedNow),
  });

const revoke: Panel = (deciding) =>
  decisionForm('revoke', deciding, {
    submit: words.revokeNow,
    look: 'danger',
    done: words.revoked,
    warning: words.revokeText,
  });

/** In the order in which a case usually goes. */
const panels: readonly (readonly [command: string, title: string, panel: Panel])[] = [
  ['accept', words.accept, accept],
  ['return', words.return, giveBack],
  ['ask-opinion', words.ask, askPanel],
  ['give-opinion', words.give, opinionPanel],
  ['extend-review', words.extend, extendPanel],
  ['approve', words.approve, approvePanel],
  ['reject', words.reject, reject],
  ['escalate', words.escalate, escalate],
  ['revoke', words.revoke, revoke],
];

/** What would be refused whatever it said: there is no use in offering it. */
const isIdle: Readonly<Record<string, (deciding: Deciding) => boolean>> = {
  'give-opinion': ({ view, me }) =>
    !view.application.opinions.some(({ agency, given }) => agency === me.agency && !given),
  'extend-review': ({ view }) => view.overdue || view.application.extension !== undefined,
  escalate: ({ view: { overdue, application, clocks } }) =>
    !overdue || application.escalations.some(({ clock }) => clock === runningClock(clocks)?.clock),
};

const opened = ['accept', 'approve', 'give-opinion', 'escalate'];

export function decisionPanels(deciding: Deciding): HTMLElement[] {
  const { commands } = deciding.view;
  return panels
    .filter(([command]) => commands.some((each) => each === command) && !isIdle[command]?.(deciding))
    .map(([command, title, panel]) => {
      const shown = details(title, panel(deciding));
      shown.dataset.command = command;
      shown.open = opened.includes(command);
      return shown;
    });
}
