/** What applications need, of what a composition root has. */
import { notificationRows, type OutboxDeps } from '../notification/outbox.ts';
import { openWorkingCalendar } from '../working-calendar.ts';
import type { ApplicationDeps } from './contract.ts';

type Given = OutboxDeps &
  Pick<ApplicationDeps, 'records' | 'blobs' | 'signatures' | 'onOpening'> &
  Partial<Pick<ApplicationDeps, 'calendar'>>;

/** Without a calendar it is the one that is published on the platform itself. */
export function applicationDepsOf(deps: Given): ApplicationDeps {
  const { records, blobs, now, catalogue, signatures, onOpening } = deps;
  const { calendar = openWorkingCalendar(deps) } = deps;
  return {
    records,
    blobs,
    now,
    catalogue,
    calendar,
    ...(signatures && { signatures }),
    ...(onOpening && { onOpening }),
    rowsFor: notificationRows(deps),
  };
}
