/** A platform with a handful of published datasets on real stores, behind the real app. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../functions/domain/actor.ts';
import { openFileKey } from '../../functions/domain/file-key.ts';
import type { Distribution, Row } from '../../functions/domain/version.ts';
import type { AppDeps } from '../../functions/routes/deps.ts';
import { createAccessKeys } from '../../functions/service/access-key/access-keys.ts';
import { type Catalogue, openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { type SnapshotSource, writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { IdentityOutage } from '../../functions/service/identity-outage.ts';
import type { Blobs, JsonObject, Records } from '../../functions/service/ports.ts';
import type { PublicationService } from '../../functions/service/publication/contract.ts';
import { openEngine } from '../../functions/service/query/engine.ts';
import { fixtureAgencies } from './catalogue-agencies.ts';
import { canary, datasetOf, versionOf } from './catalogue-fixture.ts';
import { type Api, openApi } from './path/api.ts';
import { openStores, openTestUploads } from './path/stores.ts';
import { tableFields, tablePath, tableRows, writeParquet } from './published-table.ts';

export const portalUrl = 'https://data.example.cn';
export const moment = new Date('2026-03-10T02:00:00Z');
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export interface OpenPlatform {
  readonly app: Api;
  readonly deps: AppDeps;
  readonly rows: readonly Row[];
  readonly logged: JsonObject[];
  readonly directory: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface OpenPlatformOptions {
  readonly rows?: number;
  readonly tokens?: Readonly<Record<string, Actor>>;
  readonly publications?: (deps: { records: Records; blobs: Blobs; directory: string }) => PublicationService;
  readonly more?: Partial<AppDeps>;
}

interface StoredFile {
  readonly distribution: Distribution;
  readonly bytes: Uint8Array;
}

function fileOf(
  name: string,
  mediaType: string,
  bytes: Uint8Array | string,
  role: Distribution['role'],
): StoredFile {
  const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const format = name === 'SHA256SUMS' ? 'TXT' : (name.split('.').pop() ?? '').toUpperCase();
  return {
    bytes: content,
    distribution: { name, format, mediaType, bytes: content.length, sha256: sha256(content), role },
  };
}

const csvOf = (rows: readonly Row[]): string =>
  [tableFields.map(({ name }) => name).join(','), ...rows.map((row) => Object.values(row).join(','))].join(
    '\n',
  );

async function tableFiles(directory: string, rows: readonly Row[]): Promise<StoredFile[]> {
  const path = tablePath(directory);
  await writeParquet(path, rows);
  return [
    fileOf('stations.csv', 'text/csv; charset=utf-8', csvOf(rows), 'data'),
    fileOf('stations.parquet', 'application/vnd.apache.parquet', readFileSync(path), 'data'),
    fileOf('原件 (1).csv', 'text/csv', 'a,b\n1,2\n', 'original'),
    fileOf('page.html', 'text/html', '<script>alert(1)</script>', 'attachment'),
    fileOf('drawing.svg', 'image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'attachment'),
    fileOf('SHA256SUMS', 'text/plain', `${sha256('x')}  x\n`, 'report'),
  ];
}

const published = (
  entry: SnapshotSource['entry'],
  changes: SnapshotSource['changes'] = [],
): SnapshotSource => ({
  entry,
  sequence: 1,
  changes: changes.length > 0 ? changes : [{ at: entry.lastPublished, kind: 'added' }],
});

const base = { status: 'published', firstPublished: '2026-01-05T03:00:00Z', flags: [] } as const;

function sourcesOf(files: readonly StoredFile[], rows: number): SnapshotSource[] {
  const distributions = files.map(({ distribution }) => distribution);
  const version = (id: string, number: number, more: Parameters<typeof versionOf>[3] = {}) =>
    versionOf(id, number, `2026-0${number}-05T03:00:00Z`, {
      rows,
      fields: tableFields,
      distributions,
      ...more,
    });
  const withdrawn = { at: '2026-02-20T02:00:00Z', reason: '坐标有误', legalBasis: '《办法》第二十二条' };
  const conditional = {
    class: 'conditional',
    ground: 'continuous',
    reason: '持续更新，需要通过接口获取。',
    legalBasis: '《办法》第二十八条',
    conditions: '申请人须具备数据安全管理制度。',
  } as const;
  const entry = (
    dataset: ReturnType<typeof datasetOf>,
    versions: SnapshotSource['entry']['versions'],
    more: Partial<SnapshotSource['entry']> = {},
  ) => ({ ...base, dataset, versions, lastPublished: '2026-03-05T03:00:00Z', ...more });
  return [
    published(
      entry(
        datasetOf('stations', '水质监测断面', {
          priority: { grounds: ['livelihood'], note: '与群众用水相关' },
        }),
        [version('stations', 3), version('stations', 2, { withdrawn }), version('stations', 1)],
      ),
      [
        { at: '2026-03-05T03:00:00Z', kind: 'version', version: 3 },
        { at: '2026-02-20T02:00:00Z', kind: 'version-withdrawn', version: 2, reason: '<坐标> & "有误"' },
      ],
    ),
    published(
      entry(
        datasetOf('plan', '应急预案<文本>', {
          publisher: 'data-bureau',
          theme: '212',
          modified: '2026-02-01',
        }),
        [
          version('plan', 1, {
            rows: null,
            fields: [],
            distributions: distributions.filter(({ role }) => role === 'original'),
          }),
        ],
      ),
    ),
    published(
      entry(datasetOf('gated', '公交刷卡行程', { openness: conditional, theme: '207' }), [
        version('gated', 1, {
          distributions: [fileOf(`${canary}.csv`, 'text/csv', canary, 'data').distribution],
        }),
      ]),
    ),
    published(
      entry(
        datasetOf('secret', '重点人员名单', {
          sharing: { type: 'withheld', reason: '涉及个人隐私', legalBasis: '《个人信息保护法》' },
          openness: {
            class: 'withheld',
            ground: 'personal-privacy',
            reason: '涉及个人隐私',
            legalBasis: '《办法》第二十八条',
          },
        }),
        [version('secret', 1, { note: canary })],
      ),
    ),
    published(entry(datasetOf('gone', '旧名单'), [version('gone', 1)], { status: 'withdrawn', withdrawn })),
  ];
}

/** Opens the platform below a temporary directory; the caller closes it. */
export async function openOpenPlatform(options: OpenPlatformOptions = {}): Promise<OpenPlatform> {
  const directory = mkdtempSync(join(tmpdir(), 'open-platform-'));
  const workDirectory = join(directory, 'work');
  mkdirSync(workDirectory);
  const rows = tableRows(options.rows ?? 250);
  const files = await tableFiles(directory, rows);
  const stores = await openStores(directory, () => moment);
  const { records, blobs } = stores;
  for (const number of [1, 3])
    for (const { distribution, bytes } of files)
      await blobs.putBytes(openFileKey('stations', number, distribution.name), bytes, distribution);
  const snapshot = join(directory, 'catalogue.sqlite');
  writeSnapshot(snapshot, fixtureAgencies, sourcesOf(files, rows.length));
  const catalogue: Catalogue = openCatalogue(snapshot, sha256(readFileSync(snapshot)));
  const engine = await openEngine({ directories: stores.open, workDirectory });
  const gatedEngine = await openEngine({
    directories: stores.gated,
    workDirectory: join(workDirectory, 'gated'),
  });
  const logged: JsonObject[] = [];
  const now = options.more?.now ?? (() => moment);
  const onFailure = (error: unknown) => void logged.push({ level: 'error', error: String(error) });
  const accessKeys = createAccessKeys({ records, blobs, now, onFailure });
  const publications = options.publications?.({ records, blobs, directory }) ?? nobodyPublishes;
  const given = { records, blobs, now, workDirectory, portalUrl, publications, ...nothingShown };
  const uploads = openTestUploads({ ...given, ...options.more }, stores.door);
  const deps: AppDeps = {
    catalogue: () => catalogue,
    blobs,
    records,
    engine,
    gatedEngine,
    accessKeys,
    remoteAddress: () => '192.0.2.7',
    publications,
    uploads: uploads.service,
    verifyToken: async (token) => options.tokens?.[token],
    signIn: { begin: nobodySignsIn, finish: nobodySignsIn, end: nobodySignsIn },
    now: () => moment,
    portalUrl,
    version: '0.0.0-test',
    workDirectory,
    log: (line) => logged.push(line),
    ...options.more,
  };
  const app = openApi(deps);
  return {
    app,
    deps,
    rows,
    logged,
    directory,
    get: async (path, init) => app.request(path, init),
    close: async () => {
      await accessKeys.close();
      await Promise.all([engine.close(), gatedEngine.close()]);
      catalogue.close();
      await stores.close();
      rmSync(directory, { recursive: true });
    },
  };
}

const nothingShown = { show: async () => {}, onFault: (error: unknown) => console.error(error) };
const nobodySignsIn = () => Promise.reject(new IdentityOutage('this platform has no OpenID provider'));
const unavailable = () => Promise.reject(new Error('this platform has no publication service'));
const nobodyPublishes: PublicationService = {
  admit: unavailable,
  publish: unavailable,
  requestOverride: unavailable,
  approveOverride: unavailable,
  refuseOverride: unavailable,
  withdrawVersion: unavailable,
  withdrawDataset: unavailable,
  quarantine: unavailable,
  requestRelease: unavailable,
  approveRelease: unavailable,
  refuseRelease: unavailable,
  history: unavailable,
};
