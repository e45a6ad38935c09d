/** What time does to an application (Art. 30, 34): the platform's own schedule asks for it, and nobody else. */
import { type Handlers, present } from './application-answer.ts';
import { type ClockTerms, clockOf } from './application-clocks.ts';
import type { Application } from './application-state.ts';
import { dayInChina, endOfDayInChina, isBefore } from './china-time.ts';
import { dueAt } from './deadline.ts';
import { nextReportDue } from './grant.ts';
import { signingWarning } from './time-limits.ts';

type TimeCommand = 'expire' | 'lapse' | 'remind-signing' | 'remind-report';

/** One thing that is to be done by itself, and from when, ISO 8601, UTC. */
export interface Appointment {
  readonly command: TimeCommand;
  readonly at: string;
}

/** Everything that time alone will do to an application as it stands, the next first. */
export function agendaOf(state: Application, terms: ClockTerms): readonly Appointment[] {
  const { status, term } = state;
  const { warning, end } = status === 'approved' ? signingTimes(state, terms) : {};
  const reportDue = reportDueOf(state);
  const isTold = reportDue === undefined || state.reportsReminded.includes(reportDue);
  const appointments: readonly [TimeCommand, string | undefined][] = [
    ['remind-signing', state.signingReminded === undefined ? warning : undefined],
    ['lapse', end],
    ['expire', status === 'active' ? term?.until : undefined],
    ['remind-report', isTold ? undefined : endOfDayInChina(reportDue)],
  ];
  return appointments
    .flatMap(([command, at]) => (at === undefined ? [] : [{ command, at }]))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** When whoever has to sign is reminded, and when the approval lapses. */
function signingTimes(state: Application, terms: ClockTerms): { warning?: string; end?: string } {
  const { calendar, promises, region } = terms;
  const rule = promises['application.signing'];
  const ticks = state.clocks['application.signing'];
  const days = rule.days - signingWarning;
  const warning = days < 1 ? ticks[0]?.at : dueAt(ticks, { ...rule, days }, calendar, region)?.dueAt;
  const end = clockOf(state, 'application.signing', terms)?.dueAt;
  return { ...(warning !== undefined && { warning }), ...(end !== undefined && { end }) };
}

type Reported = Pick<Application, 'grant' | 'term' | 'reports' | 'revocation' | 'ended'>;

/** When a grant was revoked or given up; undefined while it was neither. */
export const endedAt = ({ revocation, ended }: Pick<Reported, 'revocation' | 'ended'>): string | undefined =>
  revocation?.at ?? ended?.at;

/** The day by which the next report of use is due (Art. 30), also after the grant has ended; undefined for none. */
export function reportDueOf(state: Reported): string | undefined {
  const { grant, term, reports } = state;
  if (!grant || !term) return undefined;
  const at = endedAt(state);
  return nextReportDue(grant, term, reports, at === undefined ? undefined : dayInChina(at));
}

/** Whether a report that was due on the day `due` is late at `now`. */
export const isReportOverdue = (due: string | undefined, now: string): boolean =>
  due !== undefined && dayInChina(now) > due;

/** What is asked for too early, or a second time, changes nothing. */
export const timeHandlers: Handlers<TimeCommand> = {
  expire: ({ term, status }, { circumstances: { now } }) =>
    isBefore(now, present(term, status).until) ? 'not-run-out' : [{ type: 'expired', data: {} }],
  lapse: (state, { circumstances }) =>
    isTimeFor('lapse', state, circumstances) ? [{ type: 'lapsed', data: {} }] : 'not-run-out',
  'remind-signing': (state, { circumstances }) => {
    // Nobody is told that the time is nearly over when it is over.
    const isTime =
      isTimeFor('remind-signing', state, circumstances) && !isTimeFor('lapse', state, circumstances);
    return isTime ? [{ type: 'signing-reminded', data: {} }] : [];
  },
  'remind-report': (state, { circumstances }) => {
    const due = reportDueOf(state);
    const isTime = due !== undefined && isTimeFor('remind-report', state, circumstances);
    return isTime ? [{ type: 'report-overdue', data: { due } }] : [];
  },
};

function isTimeFor(
  command: TimeCommand,
  state: Application,
  terms: ClockTerms & { readonly now: string },
): boolean {
  return agendaOf(state, terms).some((each) => each.command === command && !isBefore(terms.now, each.at));
}
