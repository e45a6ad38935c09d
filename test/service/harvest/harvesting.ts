/** A platform that harvests: records of its own, the fixture's agencies, a clock that a test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HarvestSource } from '../../../functions/domain/harvest-source.ts';
import { registerAgencies } from '../../../functions/service/agencies.ts';
import { type HarvestDeps, type HarvestReport, harvest } from '../../../functions/service/harvest/run.ts';
import { setSource } from '../../../functions/service/harvest/sources.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';

export const operator = { id: 'operator', roles: ['operator'] } as const;

export async function openHarvesting() {
  const directory = mkdtempSync(join(tmpdir(), 'harvest-'));
  const clock = { now: new Date('2026-03-10T02:00:00Z') };
  const now = () => clock.now;
  const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
  await registerAgencies(records, fixtureAgencies, operator.id, now);
  const deps: HarvestDeps = { records, now, rules: { allowsHttp: true, allowsPrivate: true } };
  return {
    directory,
    clock,
    records,
    deps,
    async read(
      source: Pick<HarvestSource, 'id' | 'url' | 'kind'> & Partial<HarvestSource>,
      more: Partial<HarvestDeps> & { readonly dryRun?: boolean } = {},
    ): Promise<HarvestReport> {
      const { dryRun, ...others } = more;
      const whole = { origins: [], ...source };
      const known = await setSource(records, whole, { actor: operator.id, now: now().toISOString() });
      return harvest({ ...deps, ...others }, known, { actor: operator, ...(dryRun && { dryRun }) });
    },
    /** Of one source. */
    events: async (source: string) => (await records.load(`harvest/${source}`)).map(({ type }) => type),
    async [Symbol.asyncDispose]() {
      await records.close();
      rmSync(directory, { recursive: true });
    },
  };
}
export type Harvesting = Awaited<ReturnType<typeof openHarvesting>>;
