import type { Span, Telemetry } from '../ports-telemetry.ts';
import type { Engine } from './engine.ts';

/** The same engine; each statement is a span, as long as its rows are read. Neither SQL nor values are told. */
export function observeEngine(engine: Engine, { tracing }: Telemetry): Engine {
  if (!tracing) return engine;
  const { within, begin } = tracing;
  return {
    ...engine,
    rows: (...given) => within('duckdb.rows', {}, () => engine.rows(...given)),
    write: (...given) => within('duckdb.write', {}, () => engine.write(...given)),
    lines: (...given) => observed(begin('duckdb.lines', {}), engine.lines(...given)),
  };
}

/** Ends the span with the last chunk, whether it was the last one or the last that somebody wanted. */
async function* observed(span: Span, chunks: AsyncGenerator<string[], void, undefined>) {
  let rows = 0;
  let failure: unknown;
  try {
    for await (const chunk of chunks) {
      rows += chunk.length;
      yield chunk;
    }
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    span.end({ rows }, failure);
  }
}
