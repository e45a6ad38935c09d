/**
 * Officials by name, for their own agency alone. Names stay out of the events, which last and go to applicants: they
 * stand in a row beside them that can be corrected and removed.
 */
import { type } from 'arktype';
import type { Office } from '../../domain/office.ts';
import { once } from '../../domain/once.ts';
import type { ApplicationActor } from '../../domain/party.ts';
import type { IndexRow, Records } from '../ports.ts';

const index = 'officials';
const official = once(() => type({ name: 'string' }));

/** The row to write with what an official does. */
export function officialRows({ id, name }: ApplicationActor, office: Office | undefined): IndexRow[] {
  // Without a name of their own, people go by their account.
  if (office?.agency === undefined || name === id) return [];
  return [{ index, key: office.agency, sort: id, value: { name } }];
}

/** Names by account of those officials of an agency among `ids`. */
export async function officialNames(
  records: Records,
  agency: string,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const names = await Promise.all([...new Set(ids)].map((id) => nameOf(records, agency, id)));
  return new Map(names.flatMap((each) => (each ? [each] : [])));
}

async function nameOf(
  records: Records,
  agency: string,
  id: string,
): Promise<readonly [string, string] | undefined> {
  const { rows } = await records.query(index, agency, { from: id, limit: 1 });
  const [row] = rows;
  return row?.sort === id ? [id, official().assert(row.value).name] : undefined;
}
