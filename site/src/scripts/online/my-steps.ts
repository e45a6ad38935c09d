/** What the applicant does next, and what else can be done. */

import { clockText, runningClock } from './clock.ts';
import { commandButton, commandForm } from './command-form.ts';
import { date } from './dates.ts';
import { details, fill, h } from './dom.ts';
import type { Refresh } from './my-case.ts';
import type { ApplicationView } from './types.ts';
import { label, pagePath, pageWords, t } from './words.ts';

const words = pageWords<'my'>();

/** One sentence and, where there is something to do, one button. */
export function nextStep(view: ApplicationView, refresh: Refresh): HTMLElement {
  const { application, commands, id, clocks, overdue, reportDue } = view;
  const clock = runningClock(clocks);
  const { status } = application;
  const look =
    overdue || status === 'rejected' || status === 'revoked'
      ? 'danger'
      : status === 'returned'
        ? 'warning'
        : '';
  return h(
    'div',
    { class: `notice next-step ${look}`.trim() },
    h('p', {}, h('strong', {}, label(words.next, status))),
    clock && h('p', {}, clockText(clock)),
    reportDue !== undefined &&
      commands.includes('report-use') &&
      h('p', {}, fill(words.reportDue, { date: date(reportDue) })),
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
    commands.includes('nudge') &&
      overdue &&
      commandButton(id, words.nudge, { type: 'nudge' }, () => refresh(words.nudged), 'primary'),
  );
}

export function otherSteps(view: ApplicationView, refresh: Refresh): HTMLElement[] {
  const { commands, id } = view;
  const done = (said: string) => () => refresh(said);
  const text = (name: string, legend: string, required = true) =>
    ({ id: name, label: legend, kind: 'textarea', rows: 3, required }) as const;
  const forms: readonly (readonly [command: string, title: string, form: () => HTMLElement])[] = [
    [
      'renew',
      words.renew,
      () =>
        commandButton(id, words.renewNow, { type: 'renew' }, ({ renewal }) =>
          location.assign(`${pagePath('/apply/')}?application=${renewal ?? id}`),
        ),
    ],
    ['report-use', words.report, () => reportForm(view, done(words.reported))],
    ['amend-people', words.people, () => peopleForm(view, done(words.peopleSaved))],
    [
      'withdraw',
      words.withdraw,
      () =>
        commandForm({
          id,
          submit: words.withdrawNow,
          fields: [text('withdraw-reason', t.reasonOptional, false)],
          body: (values) => ({
            type: 'withdraw',
            ...(values['withdraw-reason'] && { reason: values['withdraw-reason'] }),
          }),
          done: done(words.withdrawn),
        }),
    ],
    [
      'close',
      words.close,
      () =>
        commandForm({
          id,
          submit: words.closeNow,
          fields: [text('close-reason', t.reason)],
          body: (values) => ({ type: 'close', reason: values['close-reason'] }),
          done: done(words.closed),
        }),
    ],
  ];
  const offered = forms
    .filter(([command]) => commands.some((each) => each === command))
    .map(([, title, form]) => details(title, form()));
  return offered.length > 0 ? offered : [h('p', { class: 'quiet' }, words.noSteps)];
}

function reportForm({ id }: ApplicationView, done: () => unknown): HTMLElement {
  return commandForm({
    id,
    submit: words.reportNow,
    fields: [
      { id: 'from', label: words.reportFrom, kind: 'date', required: true },
      { id: 'to', label: words.reportTo, kind: 'date', required: true },
      { id: 'use', label: words.reportUse, kind: 'textarea', required: true },
      { id: 'outcome', label: words.reportOutcome, kind: 'textarea', required: true },
    ],
    body: ({ from, to, use, outcome }) => ({ type: 'report-use', report: { from, to, use, outcome } }),
    done,
  });
}

/** People may be replaced without losing the application: one a line, id and name. */
function peopleForm({ id, application }: ApplicationView, done: () => unknown): HTMLElement {
  const value = application.people.map((person) => `${person.id} ${person.name}`).join('\n');
  return commandForm({
    id,
    submit: words.peopleSave,
    fields: [
      {
        id: 'people',
        label: words.peopleLabel,
        hint: words.peopleHint,
        kind: 'textarea',
        value,
        required: true,
      },
    ],
    body: ({ people = '' }) => ({
      type: 'amend-people',
      people: people
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => {
          const [person = '', ...name] = line.trim().split(/\s+/);
          const known = application.people.find((each) => each.id === person);
          return { ...known, id: person, name: name.join(' ') || person };
        }),
    }),
    done,
  });
}
