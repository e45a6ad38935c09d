import type { Records } from '../service/ports.ts';
import type { Telemetry } from '../service/ports-telemetry.ts';

/** The same records; each call is a span, and events that were appended are counted. Names and keys are not told. */
export function observeRecords(records: Records, { tracing, metrics }: Telemetry): Records {
  const traced = tracing ? traceRecords(records, tracing.within) : records;
  if (!metrics) return traced;
  return {
    ...traced,
    append: async (stream, expected, events, options) => {
      const result = await traced.append(stream, expected, events, options);
      if (result.outcome === 'appended') metrics.appended(stream, events);
      return result;
    },
  };
}

function traceRecords(records: Records, within: NonNullable<Telemetry['tracing']>['within']): Records {
  return {
    append: (stream, expected, events, options) =>
      within('records.append', { events: events.length }, () =>
        records.append(stream, expected, events, options),
      ),
    load: (...given) => within('records.load', {}, () => records.load(...given)),
    query: (index, ...given) => within('records.query', { index }, () => records.query(index, ...given)),
    streams: (...given) => within('records.streams', {}, () => records.streams(...given)),
    add: (...given) => within('records.add', {}, () => records.add(...given)),
    read: (counters) => within('records.read', { counters: counters.length }, () => records.read(counters)),
    put: (...given) => within('records.put', {}, () => records.put(...given)),
    get: (...given) => within('records.get', {}, () => records.get(...given)),
    remove: (...given) => within('records.remove', {}, () => records.remove(...given)),
    close: () => records.close(),
  };
}
