import {
  type AppendOptions,
  DamagedEvent,
  InvalidKey,
  type JsonObject,
  type NewEvent,
  RECORD_LIMITS,
  RecordTooLarge,
  type StoredEvent,
} from '../service/ports.ts';

/** An append after checking: JSON as text, one operation per index row. */
export interface PreparedAppend {
  readonly events: readonly { type: string; at: string; actor: string; data: string; hash: string }[];
  readonly rows: readonly RowWrite[];
  readonly token: string | undefined;
}

/** `value` is undefined for a row to delete. */
interface RowWrite {
  readonly index: string;
  readonly key: string;
  readonly sort: string;
  readonly value: string | undefined;
}

/** Control characters, lone surrogates and U+10FFFF, which `records-page.ts` uses as the upper end of names. */
const UNSTORABLE = /[\p{Cc}\p{Cs}\u{10ffff}]/u;

const SHA256 = /^[0-9a-f]{64}$/;

/** Checks the name of a stream, index, key, sort, token, counter or item. Throws `InvalidKey`. */
export function checkName(what: string, name: string): void {
  if (name === '') throw new InvalidKey(what, 'is empty');
  const bytes = Buffer.byteLength(name);
  if (bytes > RECORD_LIMITS.nameBytes)
    throw new InvalidKey(what, `has more than ${RECORD_LIMITS.nameBytes} bytes`);
  if (UNSTORABLE.test(name)) throw new InvalidKey(what, 'has a control character or broken Unicode');
}

export function checkIndex(index: string): void {
  checkName('index', index);
  if (index.includes('#')) throw new InvalidKey('index', 'has a "#"');
}

/** The JSON text of a value. Throws `RecordTooLarge`, or TypeError for a number that JSON cannot hold. */
export function encode(what: string, value: JsonObject): string {
  const text = JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) throw new TypeError(`${what} holds ${inner}`);
    return inner;
  });
  return withinLimit(what, text, Buffer.byteLength(text), RECORD_LIMITS.recordBytes);
}

/** Reads stored JSON back. Throws when a store answers with something that this platform did not write. */
export function decode(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error('a stored record is not a JSON object');
  return value;
}

/** Reads the stored events of a stream after `after`. Throws `DamagedEvent` with the place of the first unreadable one. */
export function readEvents<T>(
  stream: string,
  after: number,
  stored: readonly T[],
  read: (item: T) => StoredEvent,
): readonly StoredEvent[] {
  const events: StoredEvent[] = [];
  for (const item of stored) {
    try {
      events.push(read(item));
    } catch (error) {
      throw new DamagedEvent(stream, (events.at(-1)?.sequence ?? after) + 1, events, error);
    }
  }
  return events;
}

/** Checks everything an append writes, before anything is written. */
export function prepareAppend(
  stream: string,
  expected: number,
  events: readonly NewEvent[],
  options: AppendOptions,
): PreparedAppend {
  checkName('stream', stream);
  if (!Number.isSafeInteger(expected) || expected < 0)
    throw new RangeError('expected is not a count of events');
  if (options.token !== undefined) checkName('token', options.token);
  const { put = [], remove = [] } = options;
  atMost('events', events.length, RECORD_LIMITS.eventsPerAppend);
  atMost('index rows', put.length + remove.length, RECORD_LIMITS.rowsPerAppend);
  const prepared = { events: events.map(prepareEvent), rows: rowWrites(put, remove), token: options.token };
  const bytes =
    prepared.events.reduce((sum, event) => sum + bytesOf(...Object.values(event)), 0) +
    prepared.rows.reduce((sum, row) => sum + bytesOf(row.value ?? ''), 0);
  return withinLimit('the append', prepared, bytes, RECORD_LIMITS.appendBytes);
}

/** Checks the delta of a counter: a whole number that JavaScript holds exactly. */
export function checkDelta(delta: number): void {
  if (!Number.isSafeInteger(delta)) throw new RangeError('delta is not a whole number');
}

function prepareEvent({ type, at, actor, data, hash }: NewEvent): PreparedAppend['events'][number] {
  for (const [what, name] of Object.entries({ type, at, actor })) checkName(`event ${what}`, name);
  if (!SHA256.test(hash)) throw new InvalidKey('event hash', 'is not SHA-256 in lower-case hex');
  const event = { type, at, actor, data: encode(`event ${type}`, data), hash };
  const bytes = bytesOf(type, at, actor, event.data, hash);
  return withinLimit(`event ${type}`, event, bytes, RECORD_LIMITS.recordBytes);
}

/** One operation per row: removals first, then puts, the last one counts. */
function rowWrites(put: NonNullable<AppendOptions['put']>, remove: NonNullable<AppendOptions['remove']>) {
  const writes = new Map<string, RowWrite>();
  const note = (row: RowWrite) => {
    checkIndex(row.index);
    checkName('index key', row.key);
    checkName('index sort', row.sort);
    writes.set(JSON.stringify([row.index, row.key, row.sort]), row);
  };
  for (const { index, key, sort } of remove) note({ index, key, sort, value: undefined });
  for (const { index, key, sort, value } of put) {
    note({ index, key, sort, value: encode(`a row of index ${index}`, value) });
  }
  return [...writes.values()];
}

function bytesOf(...texts: string[]): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function withinLimit<T>(what: string, value: T, bytes: number, limit: number): T {
  if (bytes > limit) throw new RecordTooLarge(what, bytes, limit);
  return value;
}

function atMost(what: string, count: number, limit: number): void {
  if (count > limit) throw new RangeError(`${count} ${what} in one append; at most ${limit} are written`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
