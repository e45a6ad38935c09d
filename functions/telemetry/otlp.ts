/** Traces over OTLP/HTTP (JSON) by the OpenTelemetry SDK; loaded only where an endpoint is configured. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Facts, Span, Tracing } from '../service/ports-telemetry.ts';

export interface OtlpOptions {
  /** Of the receiver, without `/v1/traces`. */
  readonly endpoint: string;
  readonly service: string;
  readonly version: string;
}

/** A receiver that is slow or gone costs an answer no more than this, in milliseconds. */
const patience = 1_000;

interface Started {
  readonly told: Span;
  readonly context: Context;
}

export function openOtlp({ endpoint, service, version }: OtlpOptions): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: patience,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor({ exporter, exportTimeoutMillis: patience })],
  });
  const tracer = provider.getTracer('jilin-open-data', version);
  const current = new AsyncLocalStorage<Context>();
  const start = (name: string, parent: Context, kind: SpanKind): Started => {
    const span = tracer.startSpan(name, { kind }, parent);
    const told: Span = {
      end: (facts, failure) => {
        if (facts) span.setAttributes(facts);
        if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
    return { told, context: trace.setSpan(parent, span) };
  };
  const run = async <T>({ told, context }: Started, facts: Facts, work: () => Promise<T>): Promise<T> => {
    try {
      const result = await current.run(context, work);
      told.end(facts);
      return result;
    } catch (error) {
      told.end(facts, error);
      throw error;
    }
  };
  const below = (name: string) => start(name, current.getStore() ?? ROOT_CONTEXT, SpanKind.INTERNAL);
  return {
    request: (traceparent, name, work) => {
      const { told, context } = start(name, remoteParent(traceparent), SpanKind.SERVER);
      return current.run(context, () => work(told));
    },
    task: (name, work) => run(start(name, ROOT_CONTEXT, SpanKind.INTERNAL), {}, work),
    within: (name, facts, work) => run(below(name), facts, work),
    begin: (name, facts) => {
      const { told } = below(name);
      return { end: (more, failure) => told.end({ ...facts, ...more }, failure) };
    },
    flush: async () => {
      const over = new AbortController();
      const late = after(patience, undefined, { signal: over.signal, ref: false });
      // The SDK tells of failed exports by itself; what a trace loses, the log still has.
      await Promise.race([provider.forceFlush().catch(() => undefined), late]);
      late.catch(() => undefined); // it is called off
      over.abort();
    },
  };
}

/** Whoever called is the parent, as W3C Trace Context says; anything else begins a trace. */
function remoteParent(traceparent: string | undefined): Context {
  const parent = traceparent === undefined ? null : parseTraceParent(traceparent);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}
