/** A catalogue that changes, a clock that moves, and stores on this machine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogueChange } from '../../../functions/domain/catalogue-change.ts';
import { type Catalogue, openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import type { DisclosureSource } from '../../../functions/service/catalogue/disclosures.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import type { SubscriptionDeps } from '../../../functions/service/subscription/deps.ts';
import { tellSubscribers } from '../../../functions/service/subscription/tell.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { datasetOf, versionOf } from '../../support/catalogue-fixture.ts';

export const portalUrl = 'https://data.example.cn';

export interface Subscribed extends AsyncDisposable {
  readonly deps: SubscriptionDeps;
  /** Sets the clock to an ISO 8601 instant. */
  at(instant: string): void;
  /** Makes a catalogue in which these things happened to a dataset, oldest first, beside what happened before. */
  happened(dataset: string, ...changes: readonly CatalogueChange[]): void;
  /** The same of several datasets. */
  happenedToAll(datasets: readonly string[], changes: readonly CatalogueChange[]): void;
  /** Makes a catalogue that tells this as well. */
  disclosed(disclosures: readonly DisclosureSource[]): void;
  /** One round of telling, perhaps with other dependencies. */
  tell(changed?: Partial<SubscriptionDeps>): Promise<number>;
}

export async function openSubscribed(start: string): Promise<Subscribed> {
  const directory = await mkdtemp(join(tmpdir(), 'subscribed-'));
  let moment = new Date(start);
  let number = 0;
  const now = () => moment;
  const changes = new Map<string, readonly CatalogueChange[]>();
  const opened: Catalogue[] = [];
  const publish = (disclosures: readonly DisclosureSource[] = []): void => {
    number += 1;
    const path = join(directory, `${number}.sqlite`);
    const sources = [...changes].map(([id, of]) => ({
      entry: {
        dataset: datasetOf(id, `标题 ${id}`, id.startsWith('bureau') ? { publisher: 'data-bureau' } : {}),
        status: 'published' as const,
        versions: [versionOf(id, 1, '2026-01-05T03:00:00Z')],
        firstPublished: '2026-01-05T03:00:00Z',
        lastPublished: of.at(-1)?.at ?? '2026-01-05T03:00:00Z',
        flags: [],
      },
      sequence: of.length,
      changes: of,
    }));
    writeSnapshot(path, fixtureAgencies, sources, [], undefined, disclosures);
    opened.push(openCatalogue(path));
  };
  publish();
  const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
  const deps: SubscriptionDeps = { records, now, portalUrl, catalogue: () => opened.at(-1) as Catalogue };
  return {
    deps,
    at(instant) {
      moment = new Date(instant);
    },
    happened(dataset, ...more) {
      changes.set(dataset, [...(changes.get(dataset) ?? []), ...more]);
      publish();
    },
    happenedToAll(datasets, of) {
      for (const id of datasets) changes.set(id, of);
      publish();
    },
    disclosed: publish,
    tell: async (changed = {}) => (await tellSubscribers({ ...deps, ...changed })).told,
    async [Symbol.asyncDispose]() {
      for (const each of opened) each.close();
      await records.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
