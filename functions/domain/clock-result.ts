import type { Deadline } from './deadline.ts';

/** How a clock came out, or stands, at `now`. Alone, since pages load it too. */
export function clockResult(
  { dueAt, stoppedAt }: Pick<Deadline, 'dueAt' | 'stoppedAt'>,
  now: string,
): 'running' | 'met' | 'missed' {
  const isLate = dueAt !== undefined && Date.parse(stoppedAt ?? now) >= Date.parse(dueAt);
  if (isLate) return 'missed';
  return stoppedAt === undefined ? 'running' : 'met';
}
