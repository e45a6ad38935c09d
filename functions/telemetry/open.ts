/** What the settings switch on: nothing costs anything, and nothing is loaded, until they do. */
import type { Metrics, Telemetry, Tracing } from '../service/ports-telemetry.ts';
import type { SettingName } from '../settings.ts';
import { createEmf, type EmfOptions } from './emf.ts';

export const telemetrySettings = [
  'METRICS',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
] as const satisfies readonly SettingName[];

type TelemetrySettings = Readonly<Record<(typeof telemetrySettings)[number], string>>;

export interface OpenTelemetry extends Telemetry {
  /** Sends what is still here: before a process is frozen or ends. */
  flush(): Promise<void>;
}

export async function openTelemetry(
  settings: TelemetrySettings,
  given: EmfOptions & { readonly version: string },
): Promise<OpenTelemetry> {
  const metrics: Metrics | undefined = settings.METRICS === 'emf' ? createEmf(given) : undefined;
  const tracing = await openTracing(settings.OTEL_EXPORTER_OTLP_ENDPOINT, given);
  return {
    ...(metrics && { metrics }),
    ...(tracing && { tracing }),
    flush: async () => tracing?.flush(),
  };
}

async function openTracing(
  endpoint: string,
  { service, version }: { readonly service: string; readonly version: string },
): Promise<Tracing | undefined> {
  if (endpoint === '') return undefined;
  const { openOtlp } = await import('./otlp.ts');
  return openOtlp({ endpoint, service, version });
}
