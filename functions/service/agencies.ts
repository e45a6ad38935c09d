/** The agencies (Art. 3, 5, 51, 52) as a stream of registrations; the latest one counts. */
import { isDeepStrictEqual } from 'node:util';
import { type } from 'arktype';
import { type Agency, agency } from '../domain/agency.ts';
import type { Defect } from '../domain/defect.ts';
import { once } from '../domain/once.ts';
import type { Now } from './clock.ts';
import { appendEvents, loadHead } from './event-log.ts';
import type { Records } from './ports.ts';

const stream = 'agencies';
const registered = { index: 'agencies', key: 'all' } as const;
const list = once(() => agency().array().atLeastLength(1));

/** The registered agencies in their order; empty before the first registration. */
export async function loadAgencies(records: Records): Promise<readonly Agency[]> {
  const agencies: Agency[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.query(registered.index, registered.key, {
      limit: 1000,
      ...(cursor && { cursor }),
    });
    for (const row of page.rows) agencies.push(agency().assert(row.value));
    cursor = page.cursor;
  } while (cursor);
  return agencies;
}

/** Checks a list of agencies: each entry, unique ids and credit codes, known responsible departments. */
export function checkAgencies(
  document: unknown,
): { outcome: 'valid'; agencies: readonly Agency[] } | { outcome: 'invalid'; defects: readonly Defect[] } {
  const agencies = list()(document);
  if (agencies instanceof type.errors) {
    const defects = [...agencies].map((error) => ({
      code: 'agency-invalid',
      path: error.path.join('.'),
      message: error.message,
    }));
    return { outcome: 'invalid', defects };
  }
  const ids = new Set(agencies.map(({ id }) => id));
  const defects = agencies.flatMap((candidate, index): Defect[] => {
    const others = agencies.slice(0, index);
    const problems: [boolean, string, string][] = [
      [others.some(({ id }) => id === candidate.id), 'id', 'this id is given twice'],
      [
        others.some(({ creditCode }) => creditCode === candidate.creditCode),
        'creditCode',
        'this credit code is given twice',
      ],
      [
        !ids.has(candidate.responsibleDepartment),
        'responsibleDepartment',
        'no agency of the list has this id',
      ],
    ];
    return problems
      .filter(([wrong]) => wrong)
      .map(([, field, message]) => ({ code: 'agency-invalid', path: `[${index}].${field}`, message }));
  });
  return defects.length > 0 ? { outcome: 'invalid', defects } : { outcome: 'valid', agencies };
}

/** Rows written in one transaction; a longer list takes several, and a crash between them is made good by the next call. */
const rowsPerAppend = 50;

/** Registers the list where it differs from the registered one; answers whether it did. */
export async function registerAgencies(
  records: Records,
  agencies: readonly Agency[],
  actor: string,
  now: Now,
): Promise<boolean> {
  for (let changed = false; ; ) {
    const known = await loadHead(records, stream);
    const before = await loadAgencies(records);
    const put = agencies
      .map((value, position) => ({ ...registered, sort: sortKey(position), value }))
      .filter(({ value }, position) => !isDeepStrictEqual(value, before[position]))
      .slice(0, rowsPerAppend);
    const remove = before
      .map((_, position) => ({ ...registered, sort: sortKey(position) }))
      .slice(agencies.length)
      .slice(0, rowsPerAppend - put.length);
    if (put.length === 0 && remove.length === 0) return changed;
    const data = { ids: put.map(({ value }) => value.id), removed: remove.length };
    const event = { type: 'agencies-registered', at: now().toISOString(), actor, data };
    const { outcome } = await appendEvents(records, stream, known, [event], { put, remove });
    changed ||= outcome === 'appended';
  }
}

const sortKey = (position: number): string => String(position).padStart(6, '0');
