/** A platform with conditional data, applications that were decided on it, and keys: all through the real services. */
import { join } from 'node:path';
import { describedRoutes } from '../../functions/app.ts';
import type { Dataset } from '../../functions/domain/dataset.ts';
import type { GrantTerms } from '../../functions/domain/grant.ts';
import type { Purge } from '../../functions/domain/version.ts';
import { placesOf } from '../../functions/routes/dataset-places.ts';
import type { AppDeps } from '../../functions/routes/deps.ts';
import { createAccessKeys } from '../../functions/service/access-key/access-keys.ts';
import type { ApplicationDeps } from '../../functions/service/application/contract.ts';
import { chinaDay } from '../../functions/service/clock.ts';
import type { JsonObject } from '../../functions/service/ports.ts';
import { createPublicationService } from '../../functions/service/publication/publication.ts';
import { openEngine } from '../../functions/service/query/engine.ts';
import { calendar } from '../domain/calendar-given.ts';
import { descriptor, openPublishing, publisher } from '../service/publication/publishing.ts';
import { createGranting, people } from './granting.ts';
import { openApi } from './path/api.ts';

export const portalUrl = 'https://data.example.cn';
const conditional: Dataset['openness'] = {
  class: 'conditional',
  ground: 'continuous',
  reason: '需要持续获取',
  legalBasis: '《办法》第二十八条',
  conditions: '说明用途并签署使用协议',
};

const field = (name: string, type: NonNullable<Dataset['fields']>[number]['type'], more: object = {}) =>
  ({ name, title: name, type, sensitivity: 'public', ...more }) as NonNullable<Dataset['fields']>[number];

export const visitFields = [
  field('station', 'string'),
  field('region', 'string'),
  field('day', 'date'),
  field('value', 'number'),
  field('open', 'boolean'),
  field('secret_code', 'string', { sensitivity: 'sensitive' }),
  field('secret_count', 'integer', { sensitivity: 'sensitive' }),
];

export interface Visit {
  readonly station: string;
  readonly region: string;
  readonly day: string;
  readonly value: number;
  readonly open: boolean;
  readonly secret_code: string;
  readonly secret_count: number;
}
const regions = ['长春', '吉林', '四平', '延边'];
/** Half of the rows are of 长春. */
export const visits = (rows: number): Visit[] =>
  Array.from({ length: rows }, (_, index) => ({
    station: `S${String(index % 97).padStart(3, '0')}`,
    region: index % 2 === 0 ? '长春' : (regions[1 + (index % 3)] ?? ''),
    day: `2026-01-${String(1 + (index % 28)).padStart(2, '0')}`,
    value: (index % 1000) / 8,
    open: index % 5 === 0,
    secret_code: `秘密${index}`,
    secret_count: index,
  }));
const csvOf = (rows: readonly Visit[]): string =>
  [visitFields.map(({ name }) => name).join(','), ...rows.map((row) => Object.values(row).join(','))].join(
    '\n',
  );

export type GrantedPlatform = Awaited<ReturnType<typeof openGrantedPlatform>>;

/** Opens it below a temporary directory; dispose of it afterwards. `clock.now` is the moment for everything. */
export async function openGrantedPlatform({
  rows = 2000,
  more = {},
}: {
  rows?: number;
  more?: Partial<AppDeps>;
} = {}) {
  const clock = { now: new Date('2026-03-10T02:00:00Z') };
  const now = () => clock.now;
  const publishing = await openPublishing(now);
  const { records, blobs, workDirectory } = publishing.deps;
  const data = visits(rows);
  const publish = async (changes: Partial<Dataset>, files: Record<string, string>) => {
    const result = await publishing.publish(descriptor(changes), files, { actor: publisher });
    if (result.outcome !== 'published') throw new Error(JSON.stringify(result).slice(0, 2000));
  };
  const visiting = { openness: conditional, fields: visitFields, data: { path: 'visits.csv' } };
  await publish({ id: 'visits', code: '307008211001/2', ...visiting }, { 'visits.csv': csvOf(data) });
  await publish(
    {
      id: 'groups',
      code: '307008211001/3',
      title: '分组统计',
      ...visiting,
      minGroup: 5,
      data: { path: 'groups.csv' },
    },
    { 'groups.csv': csvOf(data.slice(0, 300)) },
  );
  await publish(
    {
      id: 'plan',
      code: '307008211001/4',
      title: '方案文件',
      openness: conditional,
      data: { path: 'plan.txt' },
    },
    { 'plan.txt': '方案正文' },
  );
  await publish(
    { id: 'rivers', data: { path: 'rivers.csv' } },
    { 'rivers.csv': 'id,name\n1,松花江\n2,图们江\n' },
  );
  await publish(
    {
      id: 'lakes',
      code: '307008211001/5',
      title: '湖泊水质监测点',
      responsibleDepartment: 'statistics',
      data: { path: 'lakes.csv' },
    },
    { 'lakes.csv': 'id,name\n1,查干湖\n2,松花湖\n' },
  );
  let catalogue = await publishing.catalogue();

  const { open, gated: gatedDirectories } = publishing.stores;
  const engine = await openEngine({ directories: open, workDirectory });
  const gated = { directories: gatedDirectories, workDirectory: join(workDirectory, 'gated') };
  const gatedEngine = await openEngine(gated);
  const logged: JsonObject[] = [];
  const failures: unknown[] = [];
  const accessKeys = createAccessKeys({ records, blobs, now, onFailure: (error) => failures.push(error) });
  const from = { address: '192.0.2.7' as string | undefined };
  const nobody = () => Promise.reject(new Error('nobody signs in here'));
  const applications: ApplicationDeps = {
    records,
    blobs,
    now,
    catalogue: () => catalogue,
    calendar: async () => calendar,
  };
  const deps: AppDeps = {
    ...publishing.deps,
    catalogue: () => catalogue,
    engine,
    gatedEngine,
    accessKeys,
    remoteAddress: () => from.address,
    publications: publishing.service,
    uploads: publishing.uploads(portalUrl).service,
    verifyToken: async (token) => Object.entries(people).find(([name]) => name === token)?.[1],
    signIn: { begin: nobody, finish: nobody, end: nobody },
    portalUrl,
    version: '0.0.0-test',
    log: (line) => logged.push(line),
    ...more,
  };
  const app = openApi(deps);

  const { act, decideOn, sign, revoke } = createGranting(applications);
  return {
    app,
    deps,
    clock,
    from,
    data,
    logged,
    failures,
    records,
    publishing,
    people,
    allFields: visitFields.map(({ name }) => name),
    appWith: (changes: Partial<AppDeps>) => openApi({ ...deps, ...changes }),
    act,
    sign,
    decideOn,
    /** A signed grant. */
    async grant(dataset = 'visits', changes: Partial<GrantTerms> = {}): Promise<string> {
      const id = await decideOn(dataset, changes);
      await sign(id);
      return id;
    },
    async key(
      application: string,
      addresses: readonly string[] = [],
    ): Promise<{ id: string; secret: string }> {
      const made = await accessKeys.create({ application, name: '生产', addresses }, people.member);
      if (made.outcome === 'refused') throw new Error(made.refusal.message);
      return { id: made.key.id, secret: made.secret };
    },
    revoke,
    async usesOf(application: string) {
      const found = await accessKeys.linesOf(application, chinaDay(clock.now), people.auditor);
      if (found.outcome === 'refused') throw new Error(found.refusal.message);
      return found;
    },
    async withdraw(): Promise<void> {
      const actor = { id: 'sun', roles: ['supervisor'] } as const;
      await publishing.service.withdrawDataset({ id: 'visits', actor, reason: '含有个人信息' });
      catalogue = await publishing.catalogue();
    },
    /** Takes a dataset or a version offline, and asks every place. */
    async quarantine(id: string, version?: number): Promise<Purge['places']> {
      const service = createPublicationService({
        ...publishing.deps,
        onChanged: async () => {
          catalogue = await publishing.catalogue();
        },
        purge: {
          placesOf: (entry, number) => placesOf(describedRoutes(portalUrl), entry, number),
          ask: async (address) => app.request(address),
        },
      });
      const actor = { id: 'sun', roles: ['supervisor'] } as const;
      const why = { reason: '疑似泄露个人信息', ...(version !== undefined && { version }) };
      const result = await service.quarantine({ id, actor, ...why });
      if (result.outcome === 'refused') throw new Error(result.refusal.message);
      return result.purge ?? [];
    },
    /** Shows what was recorded since. */
    async follow(): Promise<void> {
      catalogue = await publishing.catalogue();
    },
    /** Publishes the rivers again, with another content. */
    async publishRivers(text: string): Promise<void> {
      await publish({ id: 'rivers', data: { path: 'rivers.csv' } }, { 'rivers.csv': text });
      catalogue = await publishing.catalogue();
    },
    /** Publishes the visits again, with other columns. */
    async publishVisits(fields: NonNullable<Dataset['fields']>): Promise<void> {
      const names = fields.map(({ name }) => name);
      const lines = data.map((row) => names.map((name) => Object(row)[name]).join(','));
      const changes = { id: 'visits', code: '307008211001/2', ...visiting, fields };
      await publish(changes, { 'visits.csv': [names.join(','), ...lines].join('\n') });
    },
    pass(milliseconds: number): void {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
    get: async (path: string, key?: string, init: RequestInit = {}): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (key !== undefined) headers.set('X-API-Key', key);
      return app.request(path, { ...init, headers });
    },
    async send(path: string, token: keyof typeof people, body?: object): Promise<Response> {
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      const method = body ? 'POST' : 'GET';
      return app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await accessKeys.close();
      await Promise.all([engine.close(), gatedEngine.close()]);
      await publishing[Symbol.asyncDispose]();
    },
  };
}
