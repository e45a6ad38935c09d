/**
 * Numbers of decisions, 吉数开〔2026〕第000001号: from a register of each year, itself a stream of events. A number
 * belongs to one application and one kind of decision: taken again for the same, it is the same, so an attempt that
 * fails after taking it leaves no gap when it is repeated.
 */
import { dayInChina } from '../../domain/china-time.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { Records } from '../ports.ts';

export type NumberedKind = 'decision' | 'revocation';

export async function takeDecisionNumber(
  records: Records,
  { id, kind, actor, now }: { id: string; kind: NumberedKind; actor: string; now: string },
): Promise<string> {
  const year = dayInChina(now).slice(0, 4);
  const stream = `decision-register/${year}`;
  const event = { type: 'number-taken', at: now, actor, data: { application: id, kind } };
  for (;;) {
    const head = await loadHead(records, stream);
    const result = await appendEvents(records, stream, head, [event], { token: `${id}/${kind}` });
    if (result.outcome !== 'conflict')
      return `吉数开〔${year}〕第${String(result.length).padStart(6, '0')}号`;
  }
}
