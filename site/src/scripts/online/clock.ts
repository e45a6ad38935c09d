/** A clock: its due date, what is left, and every run of days that was counted or passed over. */
import { date } from './dates.ts';
import { details, fill, h, mark, type Tone, table } from './dom.ts';
import type { ClockView } from './types.ts';
import { label, t } from './words.ts';

/** The clock that matters now: the last one, unless it has stopped. */
export const runningClock = (clocks: readonly ClockView[]): ClockView | undefined =>
  clocks.findLast(({ stoppedAt }) => stoppedAt === undefined);

export function clockTone({ overdue, remaining, pausedAt }: ClockView): Tone {
  if (overdue) return 'danger';
  return pausedAt === undefined && remaining <= 2 ? 'warning' : 'accent';
}

/** In one line: due date and remaining working days. */
export function clockText(clock: ClockView): string {
  const { dueOn, remaining, overdue, pausedAt, provisional } = clock;
  if (clock.stoppedAt !== undefined)
    return overdue && clock.clock === 'application.signing' ? t.clock.missed : t.clock.stopped;
  if (pausedAt !== undefined) return fill(t.clock.paused, { n: remaining });
  const due =
    dueOn === undefined
      ? ''
      : fill(label(t.clock.dueBy, clock.clock), { date: date(dueOn) }) +
        (provisional ? t.clock.provisional : '');
  const left = overdue
    ? fill(t.clock.late, { n: Math.abs(remaining) })
    : remaining === 0
      ? t.clock.today
      : fill(t.clock.left, { n: remaining });
  return due + t.comma + left;
}

export const clockMark = (clock: ClockView): HTMLElement => mark(clockTone(clock), clockText(clock));

export function clockPanel(clock: ClockView): HTMLElement {
  const rows = clock.explanation.map(({ from, to, days, counts, reason, assumed, regional }) => [
    from === to ? date(from) : `${date(from)} – ${date(to)}`,
    label(t.clock.reasons, reason) + (regional ? t.clock.regional : '') + (assumed ? t.clock.assumed : ''),
    counts ? days : 0,
  ]);
  const columns = [
    { head: t.clock.days },
    { head: t.clock.reason },
    { head: t.clock.counted, look: 'n' },
  ] as const;
  const name = label(t.clock.names, clock.clock);
  return h(
    'div',
    { class: 'clock stack' },
    h(
      'p',
      {},
      h('strong', {}, name),
      t.colon,
      clockMark(clock),
      clock.extended > 0 &&
        fill(t.clock.sum, { base: clock.limit - clock.extended, n: clock.extended, limit: clock.limit }),
    ),
    details(
      t.clock.how,
      ...ruleText(clock).map((line) => h('p', { class: 'quiet' }, line)),
      // One name for each clock: several tables may stand open.
      table(name + t.colon + t.clock.how, columns, rows, { quiet: true }),
      h('p', { class: 'quiet' }, basisOf(clock)),
    ),
  );
}

/** The limit, where it counts from and to, and how much of it has passed. */
function ruleText({ limit, extended, startedAt, dueOn, counted, ...clock }: ClockView): string[] {
  const { rule } = t.clock;
  const isRunning = clock.stoppedAt === undefined && clock.pausedAt === undefined;
  const passed = { n: clock.elapsed, left: clock.remaining, late: Math.abs(clock.remaining) };
  return [
    extended > 0
      ? fill(rule.extended, { base: limit - extended, n: extended, limit })
      : fill(rule.limit, { n: limit }),
    fill(rule.start, { start: date(startedAt) }),
    dueOn === undefined
      ? fill(clock.stoppedAt === undefined ? rule.standing : rule.ended, { counted })
      : fill(rule.due, { date: date(dueOn), counted }),
    clock.stoppedAt !== undefined
      ? fill(rule.used, passed)
      : isRunning && fill(clock.overdue ? rule.late : rule.passed, passed),
  ].filter((line) => typeof line === 'string');
}

/** Whether the law sets the limit, and what comes of one that runs against the applicant. */
function basisOf({ clock, kind }: ClockView): string {
  if (clock === 'application.signing') return t.clock.signing;
  return kind === 'promise' ? t.clock.promise : t.clock.statutory;
}

export const clockPanels = (clocks: readonly ClockView[]): HTMLElement | undefined =>
  clocks.length === 0 ? undefined : h('div', { class: 'stack' }, ...clocks.map(clockPanel));
