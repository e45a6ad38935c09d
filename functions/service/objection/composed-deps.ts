/** What objections need, of what a composition root has. */

import { objectionMessages } from '../notification/objection-messages.ts';
import type { OutboxDeps } from '../notification/outbox.ts';
import { openWorkingCalendar } from '../working-calendar.ts';
import type { ObjectionDeps } from './contract.ts';

type Given = OutboxDeps &
  Pick<ObjectionDeps, 'records' | 'blobs'> &
  Partial<Pick<ObjectionDeps, 'calendar'>> & { readonly onOpening?: (soon: 'at once') => void };

/** Without a calendar it is the one that is published on the platform itself. */
export function objectionDepsOf(deps: Given): ObjectionDeps {
  const { records, blobs, now, catalogue, onOpening } = deps;
  const { calendar = openWorkingCalendar(deps) } = deps;
  return {
    records,
    blobs,
    now,
    catalogue,
    calendar,
    ...(onOpening && { onDisclosed: () => onOpening('at once') }),
    rowsFor: objectionMessages(deps),
  };
}
