/** What agencies asked each other for (需求清单, Art. 24–26): one row per request, with where it stands; none of its words. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { chinaDay } from '../clock.ts';
import type { Records } from '../ports.ts';
import { listDemand } from '../share/lists.ts';
import type { Demand } from '../share/view.ts';
import { type Columns, csvOf } from './csv.ts';

const columns: Columns<Demand> = {
  request: ({ id }) => id,
  asked: ({ askedAt }) => chinaDay(new Date(askedAt)),
  agency: ({ agency }) => agency.id,
  dataset_id: ({ dataset }) => dataset.id,
  title: ({ dataset }) => dataset.name,
  publisher: ({ provider }) => provider.id,
  sharing: ({ class: of }) => of,
  scenario: ({ scenario }) => scenario,
  status: ({ status }) => status,
  decided: ({ decidedAt }) => decidedAt && chinaDay(new Date(decidedAt)),
};

/** Newest first. `now` is an ISO 8601 instant, UTC. */
export async function sharingDemand(catalogue: Catalogue, now: string, records: Records): Promise<string> {
  const deps = { records, catalogue: () => catalogue, now: () => new Date(now) };
  const rows: Demand[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDemand(deps, { limit: 100, ...(cursor !== undefined && { cursor }) });
    if (page.outcome !== 'list') throw new TypeError(`the list of demand answered ${page.outcome}`);
    rows.push(...page.shares);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return csvOf(columns, rows);
}
