/**
 * What both sides are told beside the clock: a report of use that is overdue (Art. 30), an extension with its reason
 * (Art. 34), nudges, escalations.
 */
import { date } from './dates.ts';
import { fill, h } from './dom.ts';
import type { ApplicationView } from './types.ts';
import { t } from './words.ts';

export function reminders({
  application: { nudges, escalations, extension },
  reportDue,
  reportOverdue,
}: ApplicationView): HTMLElement | undefined {
  const words = t.reminders;
  const told = [
    reportOverdue && reportDue !== undefined && fill(words.reportOverdue, { date: date(reportDue) }),
    nudges.length > 0 && fill(words.nudged, { n: nudges.length }),
    ...escalations.map(({ note = '' }) => `${words.escalated}${t.colon}${note}`),
    extension && `${fill(words.extended, { n: extension.days })}${t.colon}${extension.reason}`,
  ].filter((line) => typeof line === 'string');
  if (told.length === 0) return undefined;
  return h(
    'div',
    { class: `notice ${escalations.length > 0 || reportOverdue ? 'danger' : 'warning'}` },
    ...told.map((line) => h('p', {}, line)),
  );
}
