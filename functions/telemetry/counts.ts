/** What is counted of the events that are appended: the platform's own numbers, beside those of requests. */

/** An event as far as it is counted. */
export interface Counted {
  readonly type: string;
  readonly data: object;
}

export const counts = [
  'publications',
  'withdrawals',
  'applicationsSubmitted',
  'applicationsDecided',
  'revocations',
  'keyUses',
  'mailsFailed',
  'webhooksFailed',
] as const;
export type Count = (typeof counts)[number];

const once = () => 1;

/** The beginning of a stream's name, the type of event, and how many of what it stands for. */
const table: readonly (readonly [
  stream: string,
  type: string,
  count: Count,
  howMany: (data: object) => number,
])[] = [
  ['dataset/', 'version-published', 'publications', once],
  ['dataset/', 'version-withdrawn', 'withdrawals', once],
  ['dataset/', 'dataset-withdrawn', 'withdrawals', once],
  ['dataset/', 'quarantined', 'withdrawals', once],
  ['application/', 'submitted', 'applicationsSubmitted', once],
  ['application/', 'approved', 'applicationsDecided', once],
  ['application/', 'rejected', 'applicationsDecided', once],
  ['application/', 'revoked', 'revocations', once],
  ['use/', 'data-used', 'keyUses', usesIn],
  ['mail/', 'mail-failed', 'mailsFailed', once],
  ['webhook-deliveries/', 'delivery-failed', 'webhooksFailed', once],
];

/** A line stands for one use, or for `times` equal refusals. */
function usesIn(data: object): number {
  const lines =
    'lines' in data && Array.isArray(data.lines) ? (data.lines as readonly { times?: number }[]) : [];
  return lines.reduce((sum, { times = 1 }) => sum + times, 0);
}

/** The counts of events of one stream; those that are nought are left out. */
export function countsOf(
  stream: string,
  events: readonly Counted[],
): Readonly<Partial<Record<Count, number>>> {
  const sums: Partial<Record<Count, number>> = {};
  for (const { type, data } of events)
    for (const [start, name, count, howMany] of table)
      if (type === name && stream.startsWith(start)) sums[count] = (sums[count] ?? 0) + howMany(data);
  return sums;
}
