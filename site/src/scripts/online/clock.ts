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
  if (clock.stoppedAt !== undefined) return t.clock.stopped;
  if (pausedAt !== undefined) return fill(t.clock.paused, { n: remaining });
  const due =
    dueOn === undefined
      ? ''
      : fill(t.clock.due, { date: date(dueOn) }) + (provisional ? t.clock.provisional : '');
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
  return h(
    'div',
    { class: 'clock stack' },
    h('p', {}, h('strong', {}, label(t.clock.names, clock.clock)), t.colon, clockMark(clock)),
    details(
      t.clock.how,
      h(
        'p',
        { class: 'quiet' },
        fill(t.clock.rule, { n: clock.limit, start: date(clock.startedAt), counted: clock.counted }),
      ),
      table(t.clock.how, columns, rows, { quiet: true }),
      h('p', { class: 'quiet' }, clock.kind === 'promise' ? t.clock.promise : t.clock.statutory),
    ),
  );
}

export const clockPanels = (clocks: readonly ClockView[]): HTMLElement | undefined =>
  clocks.length === 0 ? undefined : h('div', { class: 'stack' }, ...clocks.map(clockPanel));
