/** What the applicant does next, and what else can be done. */

import { dayOf } from '../../format.ts';
import type { Me } from './api.ts';
import { clockText, runningClock } from './clock.ts';
import { commandButton, commandForm } from './command-form.ts';
import { date, moment } from './dates.ts';
import { details, fill, h } from './dom.ts';
import type { Refresh } from './my-case.ts';
import { peopleForm, takeOver } from './people.ts';
import { reportForm } from './report-form.ts';
import type { ApplicationView } from './types.ts';
import { label, pagePath, pageWords, t } from './words.ts';

const words = pageWords<'my'>();

/** One sentence and, where there is something to do, one button. */
export function nextStep(view: ApplicationView, refresh: Refresh): HTMLElement {
  const { application, commands, id, clocks, overdue, reportDue, reportOverdue, capacities } = view;
  const { status, nudges } = application;
  const clock = runningClock(clocks);
  const nudged = nudges.at(-1);
  return h(
    'div',
    { class: `notice next-step ${lookOf(view)}`.trim() },
    h('p', {}, h('strong', {}, overdue ? words.late : label(words.next, status))),
    clock && h('p', {}, clockText(clock)),
    reportDue !== undefined &&
      !reportOverdue &&
      commands.includes('report-use') &&
      h('p', {}, fill(words.reportDue, { date: date(reportDue) })),
    capacities.includes('colleague') && h('p', {}, words.colleague),
    commands.includes('save-draft') &&
      h(
        'p',
        {},
        h(
          'a',
          { class: 'button primary', href: `${pagePath('/apply/')}?application=${id}` },
          status === 'draft' ? words.goOn : words.correct,
        ),
      ),
    overdue && nudged && h('p', {}, fill(words.nudgedAt, { n: nudges.length, at: moment(nudged.at) })),
    // An agency is nudged once a day, by the clock of the platform.
    commands.includes('nudge') &&
      overdue &&
      !(nudged && dayOf(nudged.at) === dayOf(view.asOf)) &&
      commandButton(id, words.nudge, { type: 'nudge' }, () => refresh(words.nudged), 'primary'),
  );
}

function lookOf({ overdue, application: { status } }: ApplicationView): string {
  if (overdue || status === 'rejected' || status === 'revoked') return 'danger';
  return status === 'returned' ? 'warning' : '';
}

type Step = (view: ApplicationView, refresh: Refresh, me: Me) => HTMLElement | undefined;

const renewal: Step = ({ id, application: { status, renewals } }) =>
  h(
    'div',
    { class: 'stack' },
    renewals.length > 0 && h('p', {}, words.renewalBegun),
    commandButton(
      id,
      status === 'lapsed' ? words.reapplyNow : words.renewNow,
      { type: 'renew' },
      ({ renewal: next }) => location.assign(`${pagePath('/apply/')}?application=${next ?? id}`),
    ),
  );

const withdrawal: Step = ({ id }, refresh) =>
  commandForm({
    id,
    submit: words.withdrawNow,
    look: 'danger',
    fields: [{ id: 'withdraw-reason', label: t.reasonOptional, kind: 'textarea', rows: 3 }],
    body: ({ 'withdraw-reason': reason }) => ({ type: 'withdraw', ...(reason && { reason }) }),
    done: () => refresh(words.withdrawn),
  });

const closing: Step = ({ id }, refresh) =>
  commandForm({
    id,
    submit: words.closeNow,
    look: 'danger',
    fields: [{ id: 'close-reason', label: t.reason, kind: 'textarea', rows: 3, required: true }],
    body: ({ 'close-reason': reason }) => ({ type: 'close', reason }),
    done: () => refresh(words.closed),
  });

const steps: readonly (readonly [command: string, title: string, step: Step])[] = [
  ['renew', words.renew, renewal],
  ['report-use', words.report, (view, refresh) => reportForm(view, () => refresh(words.reported))],
  ['amend-people', words.people, peopleStep],
  ['withdraw', words.withdraw, withdrawal],
  ['close', words.close, closing],
];

/** Who applies in person acts in person. */
function peopleStep(view: ApplicationView, refresh: Refresh, me: Me): HTMLElement | undefined {
  if (view.application.party.kind === 'person') return undefined;
  if (view.capacities.includes('colleague')) return takeOver(view, me, () => refresh(words.peopleSaved));
  const hasKeys = view.application.status === 'active';
  return peopleForm(view, (hasLeft) => refresh(hasLeft && hasKeys ? words.peopleLeft : words.peopleSaved));
}

export function otherSteps(view: ApplicationView, me: Me, refresh: Refresh): HTMLElement[] {
  const offered = steps.flatMap(([command, title, step]) => {
    const made = view.commands.some((each) => each === command) ? step(view, refresh, me) : undefined;
    const isAgain = command === 'renew' && view.application.status === 'lapsed';
    return made ? [details(isAgain ? words.reapply : title, made)] : [];
  });
  return offered.length > 0 ? offered : [h('p', { class: 'quiet' }, words.noSteps)];
}
