/**
 * The ports through which those who run the platform see what it does: traces and metrics, each behind a switch.
 * Nothing personal goes through them: no address that was asked for, no query, no key of a record, no SQL.
 * Adapters: `telemetry/otlp.ts` (OpenTelemetry), `telemetry/emf.ts` (lines that CloudWatch counts).
 */

export type Facts = Readonly<Record<string, string | number | boolean>>;

export interface Span {
  /** With `failure` it is marked as failed; its text stays in the log. */
  end(facts?: Facts, failure?: unknown): void;
}

export interface Tracing {
  /** Runs work as the span of a request; `work` ends it, if need be after it has resolved. */
  request<T>(traceparent: string | undefined, name: string, work: (span: Span) => Promise<T>): Promise<T>;
  /** Runs what the clock asked for as a trace of its own. */
  task<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** A span below the one under way, as long as `work` takes. */
  within<T>(name: string, facts: Facts, work: () => Promise<T>): Promise<T>;
  /** A span below the one under way that ends when it is told to. */
  begin(name: string, facts: Facts): Span;
  /** Sends what has ended; waits no more than a second, and never fails. */
  flush(): Promise<void>;
}

/** An answer, when the last of it has left. */
export interface Measured {
  /** The pattern, not the address. */
  readonly route: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Of the body as it was sent. */
  readonly bytes: number;
}

export interface Metrics {
  /** What makes the line of a request one that is counted. */
  ofRequest(measured: Measured): Readonly<Record<string, unknown>>;
  /** Told of events that were appended. */
  appended(stream: string, events: readonly { readonly type: string; readonly data: object }[]): void;
}

export interface Telemetry {
  readonly tracing?: Tracing;
  readonly metrics?: Metrics;
}
