/** An application service on embedded stores in a temporary directory, with the published calendar and a moving clock. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { Agency } from '../../../functions/domain/agency.ts';
import type { ApplicationBody } from '../../../functions/domain/application-command.ts';
import { createApplicationService } from '../../../functions/service/application/application.ts';
import type { ApplicationDeps, CommandOutcome } from '../../../functions/service/application/contract.ts';
import { loadApplication } from '../../../functions/service/application/stream.ts';
import { openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import {
  company,
  fields,
  form,
  grounds,
  otherCompany,
  terms,
  upToDate,
} from '../../domain/application-given.ts';
import { calendar } from '../../domain/calendar-given.ts';
import { agencies, conditionalDataset } from '../../domain/examples.ts';
import { versionOf } from '../../support/catalogue-fixture.ts';

export const dataset = 'river-hourly';
/** A Tuesday, 10:00 in China. */
export const start = '2026-03-10T02:00:00.000Z';

const { kind: _company, ...companyOrganisation } = company;
const { kind: _other, ...otherOrganisation } = otherCompany;

export { companyOrganisation };

/** People as their sign-in tells them. */
export const people = {
  applicant: {
    id: 'zhang',
    name: '张某',
    roles: [],
    organisations: [companyOrganisation],
    session: 'session-of-zhang',
  },
  colleague: { id: 'qian', name: '钱某', roles: [], organisations: [companyOrganisation] },
  person: { id: 'li', name: '李某', roles: [] },
  competitor: { id: 'feng', name: '冯某', roles: [], organisations: [otherOrganisation] },
  reviewer: { id: 'wang', name: '王某', roles: ['reviewer'], agency: 'ecology' },
  secondReviewer: { id: 'wei', name: '卫某', roles: ['reviewer'], agency: 'ecology' },
  publisher: { id: 'xu', name: '许某', roles: ['publisher'], agency: 'ecology' },
  adviser: { id: 'sun', name: '孙某', roles: ['reviewer'], agency: 'statistics' },
  foreignReviewer: { id: 'zhou', name: '周某', roles: ['reviewer'], agency: 'transport' },
  supervisor: { id: 'zhao', name: '赵某', roles: ['supervisor'], agency: 'bureau' },
  auditor: { id: 'wu', name: '吴某', roles: ['auditor'], agency: 'bureau' },
} as const satisfies Record<string, Actor>;

/** What clients send. */
export const bodies = {
  submit: { type: 'submit' },
  return: { type: 'return', corrections: [{ item: 'purpose', message: '请说明模型的使用者' }] },
  accept: { type: 'accept' },
  approve: { type: 'approve', grant: terms, ...grounds },
  reject: { type: 'reject', reason: '用途与数据不符', legalBasis: '《办法》第二十八条' },
  revoke: { type: 'revoke', reason: '将数据转让第三方', legalBasis: '协议第六条' },
} as const satisfies Record<string, ApplicationBody>;

export interface Applying extends AsyncDisposable {
  readonly deps: ApplicationDeps;
  readonly service: ReturnType<typeof createApplicationService>;
  /** Sets the clock to an ISO 8601 instant. */
  at(instant: string): void;
  /** Begins an application with a complete form; answers its id. */
  begin(actor?: Actor, party?: string): Promise<string>;
  /** The status after a command, or the code of the refusal. */
  say(id: string, actor: Actor, body: ApplicationBody): Promise<string>;
  /** The same, with everything that was answered; on the draft as it is, unless the body says otherwise. */
  tell(id: string, actor: Actor, body: ApplicationBody): Promise<CommandOutcome>;
  /** Up to and including a signed agreement. */
  grant(): Promise<string>;
}

export async function openApplying(
  more: (deps: ApplicationDeps) => Partial<ApplicationDeps> = () => ({}),
): Promise<Applying> {
  const directory = await mkdtemp(join(tmpdir(), 'applying-'));
  let moment = new Date(start);
  const now = () => moment;
  const snapshot = join(directory, 'catalogue.sqlite');
  writeSnapshot(snapshot, [...agencies.values()] as Agency[], [
    {
      entry: {
        dataset: { ...conditionalDataset, id: dataset, fields: [...fields] },
        status: 'published',
        versions: [versionOf(dataset, 1, '2026-01-10T02:00:00Z', { fields: [...fields] })],
        firstPublished: '2026-01-10T02:00:00Z',
        lastPublished: '2026-01-10T02:00:00Z',
        flags: [],
      },
      sequence: 1,
      changes: [],
    },
  ]);
  const catalogue = openCatalogue(snapshot);
  const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
  const blobs = openFilesystemBlobs(join(directory, 'blobs'));
  const plain: ApplicationDeps = {
    records,
    blobs,
    now,
    catalogue: () => catalogue,
    calendar: async () => calendar,
  };
  const deps: ApplicationDeps = { ...plain, ...more(plain) };
  const service = createApplicationService(deps);
  const tell = async (id: string, actor: Actor, body: ApplicationBody) => {
    const { state } = await loadApplication(records, id);
    return service.command({ id, actor, body: upToDate(state, body) });
  };
  const say = async (id: string, actor: Actor, body: ApplicationBody) => {
    const result = await tell(id, actor, body);
    return result.outcome === 'done' ? result.status : result.refusal.code;
  };
  const begin = async (actor: Actor = people.applicant, party: string = company.creditCode) => {
    const result = await service.begin({ actor, dataset, party, form });
    if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusal));
    return result.id;
  };
  return {
    deps,
    service,
    at(instant) {
      moment = new Date(instant);
    },
    begin,
    say,
    tell,
    async grant() {
      const id = await begin();
      await say(id, people.applicant, bodies.submit);
      await say(id, people.reviewer, bodies.accept);
      await say(id, people.reviewer, bodies.approve);
      const textHash = (await service.read(id, people.applicant))?.application.agreement ?? '';
      await say(id, people.applicant, { type: 'sign', textHash });
      return id;
    },
    async [Symbol.asyncDispose]() {
      catalogue.close();
      await records.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
