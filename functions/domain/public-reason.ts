/** Reasons and grounds that everybody reads, such as those of a tombstone: they hold no personal datum (Art. 45). */
import { dayInChina } from './china-time.ts';
import { classify } from './privacy.ts';

/** Whether the privacy gate finds something in one of the texts. `now` is an ISO 8601 instant, UTC. */
export function isPersonalReason(texts: readonly (string | undefined)[], now: string): boolean {
  const context = { today: dayInChina(now), officeContacts: new Set<string>() };
  const field = { name: 'reason', title: '理由' };
  return texts.some((text) => text !== undefined && classify(text, field, context).length > 0);
}
