/** A publication service on real embedded stores in a temporary directory, for tests. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Agency } from '../../../functions/domain/agency.ts';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import type { Uploads } from '../../../functions/local/uploads.ts';
import { registerAgencies } from '../../../functions/service/agencies.ts';
import type { Catalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { openSnapshot } from '../../../functions/service/catalogue/snapshot-pointer.ts';
import type { PublishResult } from '../../../functions/service/publication/contract.ts';
import { createPublicationService } from '../../../functions/service/publication/publication.ts';
import { openStores, openTestUploads, type Stores } from '../../support/path/stores.ts';

export const agencies: readonly Agency[] = [
  {
    id: 'bureau',
    name: '吉林省政务服务和数字化建设管理局',
    nameEn: 'Government Services and Digitalisation Bureau',
    kind: 'bureau',
    creditCode: '11220100013828800N',
    region: '220000',
    responsibleDepartment: 'bureau',
    contact: { phone: '0431-80000000' },
  },
  {
    id: 'statistics',
    name: '吉林省统计局',
    nameEn: 'Jilin Bureau of Statistics',
    kind: 'department',
    creditCode: '11332500MB1601924J',
    region: '220000',
    responsibleDepartment: 'bureau',
    contact: { phone: '0431-80000001' },
  },
];

export const publisher = { id: 'lin', roles: ['publisher'], agency: 'statistics' } as const;
export const reviewer = { id: 'bai', roles: ['reviewer'], agency: 'statistics' } as const;
export const stranger = { id: 'eve', roles: ['publisher'], agency: 'bureau' } as const;

export function descriptor(changes: Partial<Dataset> = {}): Dataset {
  return {
    id: 'rivers',
    code: '307008211001/1',
    title: '河流水质监测断面',
    description:
      '吉林省主要河流水质监测断面的名称与水质类别，用于说明发布流程的测试数据集，不是真实的监测结果，不得用于其他目的，也不代表任何机构的意见或者结论。',
    publisher: 'statistics',
    responsibleDepartment: 'bureau',
    theme: '211',
    keywords: ['水质'],
    sharing: { type: 'unconditional' },
    openness: { class: 'unconditional' },
    acquisition: 'collected',
    dataLevel: 'general',
    updateCycle: 'yearly',
    issued: '2026-01-05',
    modified: '2026-01-05',
    spatial: { code: '220000', name: '吉林省' },
    contact: { phone: '0431-80000001' },
    data: { path: 'rivers.csv' },
    ...changes,
  };
}

export interface Publishing extends AsyncDisposable {
  readonly directory: string;
  readonly deps: Parameters<typeof createPublicationService>[0];
  readonly service: ReturnType<typeof createPublicationService>;
  /** Writes files beside the descriptor and publishes it. */
  publish(
    dataset: Dataset,
    files?: Readonly<Record<string, string>>,
    options?: {
      actor?: Parameters<ReturnType<typeof createPublicationService>['publish']>[0]['actor'];
      dryRun?: boolean;
    },
  ): Promise<PublishResult>;
  readonly stores: Stores;
  /** Uploads that are published in this process. */
  uploads(portalUrl: string): Pick<Uploads, 'service' | 'idle'>;
  /** The public catalogue as it stands now. */
  catalogue(): Promise<Catalogue>;
}

export async function openPublishing(now = () => new Date('2026-11-23T01:00:00Z')): Promise<Publishing> {
  const directory = await mkdtemp(join(tmpdir(), 'publishing-'));
  const workDirectory = join(directory, 'work');
  const source = join(directory, 'source');
  await mkdir(workDirectory);
  await mkdir(source);
  const stores = await openStores(directory, now);
  const { records, blobs } = stores;
  const snapshot = { records, blobs, workDirectory, now };
  const onChanged = async () => void (await refreshSnapshot(snapshot));
  const deps = { records, blobs, now, workDirectory, generators: {}, generatorsRevision: '1', onChanged };
  await registerAgencies(records, agencies, 'test', now);
  const service = createPublicationService(deps);
  const opened: Catalogue[] = [];
  const background: Pick<Uploads, 'idle'>[] = [];
  return {
    directory,
    stores,
    deps,
    service,
    async publish(dataset, files = { 'rivers.csv': 'id,name\n1,松花江\n2,图们江\n' }, options = {}) {
      for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
      const { actor = publisher, dryRun = false } = options;
      return service.publish({ document: dataset, directory: source, actor, dryRun });
    },
    uploads: (portalUrl) => {
      const given = { ...deps, portalUrl, publications: service, show: onChanged, onFault: console.error };
      const uploads = openTestUploads(given, stores.door);
      background.push(uploads);
      return uploads;
    },
    async catalogue() {
      const catalogue = await openSnapshot(blobs, await refreshSnapshot(snapshot));
      opened.push(catalogue);
      return catalogue;
    },
    async [Symbol.asyncDispose]() {
      for (const uploads of background) await uploads.idle();
      for (const catalogue of opened) catalogue.close();
      await stores.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
