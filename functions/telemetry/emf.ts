/**
 * Metrics as CloudWatch takes them out of a log ("embedded metric format"): lines with a description of which of their
 * members to count. A combination of dimensions costs like a metric of its own, so routes are members only: the log is
 * asked for them. Source: CloudWatch User Guide, "Embedded metric format specification".
 */
import type { Metrics } from '../service/ports-telemetry.ts';
import { countsOf } from './counts.ts';

export interface EmfOptions {
  /** Which function of the platform, or the one machine. */
  readonly service: string;
  readonly now: () => Date;
  /** Prints a line. */
  readonly log: (line: object) => void;
}

const namespace = 'JilinOpenData';

const described = (at: Date, dimensions: readonly string[], units: Readonly<Record<string, string>>) => ({
  _aws: {
    Timestamp: at.getTime(),
    CloudWatchMetrics: [
      {
        Namespace: namespace,
        Dimensions: [dimensions],
        Metrics: Object.entries(units).map(([Name, Unit]) => ({ Name, Unit })),
      },
    ],
  },
});

export function createEmf({ service, now, log }: EmfOptions): Metrics {
  return {
    ofRequest: ({ route, status, milliseconds, bytes }) => ({
      service,
      route,
      statusClass: `${Math.floor(status / 100)}xx`,
      milliseconds,
      bytes,
      ...described(now(), ['service', 'statusClass'], { milliseconds: 'Milliseconds', bytes: 'Bytes' }),
    }),
    appended: (stream, events) => {
      const sums = countsOf(stream, events);
      const names = Object.keys(sums);
      if (names.length === 0) return;
      const at = now();
      const units = Object.fromEntries(names.map((name) => [name, 'Count']));
      const line = { level: 'info', at: at.toISOString(), event: 'counted', service, ...sums };
      log({ ...line, ...described(at, ['service'], units) });
    },
  };
}
