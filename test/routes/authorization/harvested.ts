/** A catalogue elsewhere that stands for an agency, with one entry: what a run leaves. */
import { carryOut } from '../../../functions/service/harvest/entries.ts';
import { setSource } from '../../../functions/service/harvest/sources.ts';
import type { Records } from '../../../functions/service/ports.ts';

export const harvestedHash = 'b'.repeat(64);

/** Answers the ids of the source and of the entry. */
export async function bringHarvested(records: Records, agency: string, mark: string) {
  const operator = { id: 'operator', roles: ['operator'] } as const;
  const now = '2026-03-10T02:00:00.000Z';
  const source = {
    id: agency,
    url: 'https://city.example/data.json',
    kind: 'data-json',
    origins: [],
    agency,
  } as const;
  await setSource(records, source, { actor: operator.id, now });
  const told = { identifier: 'parks', entry: { title: mark }, distributions: [] };
  const command = { type: 'find', key: 'parks', hash: harvestedHash, told } as const;
  await carryOut(records, agency, [{ key: 'parks', page: 1, command }], { actor: operator, agency, now });
  return { source: agency, entry: `${agency}--parks` };
}
