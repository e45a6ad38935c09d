/** What there is to ask for: applications of several parties at two agencies and at several stages, keys, datasets. */
import { createHash } from 'node:crypto';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { ApplicationBody } from '../../../functions/domain/application-command.ts';
import type { DraftForm } from '../../../functions/domain/application-form.ts';
import type { AppDeps } from '../../../functions/routes/deps.ts';
import { createApplicationService } from '../../../functions/service/application/application.ts';
import { applicationDepsOf } from '../../../functions/service/application/composed-deps.ts';
import { type UploadAddress, uploadTokenHeader } from '../../../functions/service/ports-upload.ts';
import { loadPublication } from '../../../functions/service/publication/stream.ts';
import { fanOut } from '../../../functions/service/webhook/fan-out.ts';
import { createWebhook } from '../../../functions/service/webhook/manage.ts';
import { listDeliveries } from '../../../functions/service/webhook/sendings.ts';
import { descriptor } from '../../service/publication/publishing.ts';
import { visitFields } from '../../support/granted-platform.ts';
import { formFor, terms } from '../../support/granting.ts';
import { bringHarvested, harvestedHash } from './harvested.ts';
import { fileObjections } from './objections.ts';
import { blockedTitle } from './publications.ts';
import { askShares } from './shares.ts';
import { fileVoices } from './voices.ts';

/** Something with an id, of which there is more than one. */
export interface Target {
  readonly id: string;
  /** An id of the same kind that nothing has. */
  readonly unknown: string;
  /** The streams that only who may change it can make longer. */
  readonly streams: readonly string[];
  /** Texts that whoever may not know of it must find in no answer. */
  readonly secrets: readonly string[];
}

export const songjiang = '91220101DEM000201X';
export const changbai = '91220600DEM000202C';
export const pdf = (text: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n${text}\n`);
export const grounds = { reason: '用途明确，保护措施充分', legalBasis: '《办法》第二十八条' } as const;

/** A form without a defect; `mark` tells it from every other. */
export const formOf = (mark: string): DraftForm => ({
  ...formFor(visitFields),
  contact: { name: `联系人${mark}`, phone: '0431-88904567' },
  scenario: `为城市供水企业提供来水水质预警服务（${mark}）`,
});
const uploadText = 'id,name\n1,辉发河\n2,无\n';
const uploadFile = {
  name: 'rivers.csv',
  bytes: Buffer.byteLength(uploadText),
  sha256: createHash('sha256').update(uploadText).digest('hex'),
};
const uploadDocument = (publisher: string) =>
  descriptor({
    id: `${publisher}-large`,
    publisher,
    responsibleDepartment: publisher,
    code: '307008211001/95',
  });
const grant = { ...terms, fields: visitFields.map(({ name }) => name), rows: [] };

const noApplication = 'app_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const noKey = 'key_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const noWebhook = 'whk_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const noUpload = 'upl_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const nothing = (id: string): Target => ({ id, unknown: id, streams: [], secrets: [] });
const dataset = (id: string, secrets: readonly string[] = []): Target => {
  return { id, unknown: 'no-such-dataset', streams: [`dataset/${id}`], secrets };
};

async function sendUpload(
  { uploads }: AppDeps,
  { id, address }: { id: string; address: UploadAddress },
): Promise<void> {
  const { method, url, headers } = address;
  const token = headers[uploadTokenHeader];
  const body = new Blob([uploadText]).stream();
  const sent =
    token === undefined
      ? await fetch(url, { method, headers, body: uploadText })
      : await uploads.receive({ id, name: uploadFile.name, token, body });
  const isReceived = 'outcome' in sent ? sent.outcome === 'received' : sent.ok;
  if (!isReceived) throw new Error(JSON.stringify(sent));
}

export async function bringAbout(deps: AppDeps, actor: (id: string) => Actor) {
  const service = createApplicationService(applicationDepsOf(deps));
  const say = async (id: string, account: string, body: ApplicationBody) => {
    const result = await service.command({ id, actor: actor(account), body });
    if (result.outcome === 'refused') throw new Error(`${body.type}: ${JSON.stringify(result.refusal)}`);
  };
  const begin = async (account: string, of: string, mark: string) => {
    const by = actor(account);
    const party = by.organisations?.[0]?.creditCode ?? 'self';
    const result = await service.begin({ actor: by, dataset: of, party, form: formOf(mark) });
    if (result.outcome === 'refused') throw new Error(JSON.stringify(result.refusal));
    const streams = [`application/${result.id}`, `access-keys/${result.id}`];
    return { id: result.id, unknown: noApplication, streams, secrets: [result.id, mark] };
  };
  const submit = async (account: string, of: string, mark: string) => {
    const target = await begin(account, of, mark);
    await say(target.id, account, { type: 'submit', basedOn: 1 });
    return target;
  };
  const agreementOf = async (id: string, account: string) =>
    (await service.read(id, actor(account)))?.application.agreement ?? '';
  const revisionOf = async (name: string, account: string) => {
    const view = await service.read(targets[name]?.id ?? '', actor(account));
    return String(view?.application.written?.revision);
  };
  const activate = async (account: string, of: string, mark: string, reviewer: string) => {
    const target = await begin(account, of, mark);
    const file = { id: target.id, actor: actor(account), name: `${mark}.pdf`, bytes: pdf(mark) };
    const attached = await service.attach(file);
    if (attached.outcome === 'refused') throw new Error(attached.refusal.message);
    const form = { ...formOf(mark), attachments: [attached.attachment] };
    await say(target.id, account, { type: 'submit', form, basedOn: 1 });
    await say(target.id, reviewer, { type: 'accept' });
    await say(target.id, reviewer, { type: 'approve', grant, ...grounds });
    await say(target.id, account, { type: 'sign', textHash: await agreementOf(target.id, account) });
    return target;
  };
  const key = async ({ id: application }: Target, account: string) => {
    const made = await deps.accessKeys.create({ application, name: '生产', addresses: [] }, actor(account));
    if (made.outcome === 'refused') throw new Error(made.refusal.message);
    return { id: made.key.id, secret: made.secret };
  };
  const keyTarget = ({ id }: { id: string }, of: Target): Target => {
    return { id, unknown: noKey, streams: of.streams, secrets: [] };
  };

  const upload = async (account: string, publisher: string, isSent: boolean): Promise<Target> => {
    const document = uploadDocument(publisher);
    const made = await deps.uploads.announce({ document, files: [uploadFile], actor: actor(account) });
    if (made.outcome !== 'announced') throw new Error(JSON.stringify(made));
    const { id } = made;
    const address = (await deps.uploads.read(id, actor(account)))?.files[0]?.address;
    if (isSent && address) await sendUpload(deps, { id, address });
    return { id, unknown: noUpload, streams: [`upload/${id}`], secrets: [id] };
  };

  const webhook = async (account: string, owner?: string): Promise<Target> => {
    const described = { name: `回调${account}`, url: 'https://hooks.example.cn/in', events: [] };
    const made = await createWebhook(deps, { ...described, ...(owner && { owner }) }, actor(account));
    if (made.outcome !== 'made') throw new Error(JSON.stringify(made));
    const { id } = made.webhook;
    return { id, unknown: noWebhook, streams: [`webhooks/${made.webhook.owner}`], secrets: [id] };
  };

  const webhooks = {
    'webhook-A': await webhook('enterprise-a', songjiang),
    'webhook-P': await webhook('person'),
    'webhook-M': await webhook('market-reviewer', 'agency'),
    'no-webhook': nothing(noWebhook),
  };
  const harvested = await bringHarvested(deps.records, 'market-regulation', '印记壬');
  const ofHarvest = { streams: [`harvest/${harvested.source}`], secrets: ['印记壬'] };
  const activeA = await activate('enterprise-a', 'market-gated', '印记甲', 'market-reviewer');
  const activeB = await activate('enterprise-b', 'ecology-gated', '印记乙', 'ecology-reviewer');
  const [keyA, spareA, keyB] = [
    await key(activeA, 'enterprise-a'),
    await key(activeA, 'enterprise-a'),
    await key(activeB, 'enterprise-b'),
  ];
  const targets: Readonly<Record<string, Target>> = {
    'active-A': { ...activeA, secrets: [...activeA.secrets, keyA.id, spareA.id] },
    'active-B': { ...activeB, secrets: [...activeB.secrets, keyB.id] },
    'draft-A': await begin('enterprise-a', 'market-gated', '印记丙'),
    'submitted-P': await submit('person', 'ecology-gated', '印记丁'),
    'story-A': await begin('enterprise-a', 'market-gated', '印记戊'),
    'rejected-B': await submit('enterprise-b', 'market-gated', '印记己'),
    'withdrawn-P': await submit('person', 'market-gated', '印记庚'),
    'revoked-A': await activate('enterprise-a', 'ecology-gated', '印记辛', 'ecology-reviewer'),
    'no-app': nothing(noApplication),
    'key-A': keyTarget(keyA, activeA),
    'spare-A': keyTarget(spareA, activeA),
    'key-B': keyTarget(keyB, activeB),
    'no-key': nothing(noKey),
    ...webhooks,
    ...(await fileVoices(deps, actor)),
    'source-M': { id: harvested.source, unknown: 'nowhere', ...ofHarvest },
    'harvested-M': { id: harvested.entry, unknown: 'nowhere--nothing', ...ofHarvest },
    'no-harvested': nothing('nowhere--nothing'),
    ...(await fileObjections(deps, actor)),
    ...(await askShares(deps, actor)),
    'upload-M': await upload('market-publisher', 'market-regulation', true),
    'upload-E': await upload('ecology-publisher', 'ecology', false),
    'no-upload': nothing(noUpload),
    'market-blocked': dataset('market-blocked', ['market-blocked', blockedTitle]),
    'no-dataset': nothing('no-such-dataset'),
  };
  const contentHash = async () => {
    const { state } = await loadPublication(deps.records, 'market-blocked');
    return state.block?.contentHash ?? '';
  };
  // What happened becomes deliveries; nothing is sent.
  await fanOut(deps);
  const delivery = async () => {
    const { id } = webhooks['webhook-A'];
    const page = await listDeliveries(deps, id, { limit: 1 }, actor('enterprise-a'));
    return page.outcome === 'listed' ? (page.deliveries[0]?.id ?? '') : '';
  };
  return {
    keys: { a: keyA.secret, b: keyB.secret },
    /** Datasets need no entry, unless something of them is secret. */
    target: (name: string): Target => targets[name] ?? dataset(name),
    targets,
    /** What rows call `$name`, as it is now. */
    values: {
      draft: () => revisionOf('draft-A', 'enterprise-a'),
      story: () => revisionOf('story-A', 'enterprise-a'),
      agreement: () => agreementOf(targets['story-A']?.id ?? '', 'enterprise-a'),
      file: async () => createHash('sha256').update(pdf('印记甲')).digest('hex'),
      content: contentHash,
      fileB: async () => createHash('sha256').update(pdf('印记乙')).digest('hex'),
      draftA: async () => targets['draft-A']?.id ?? '',
      activeA: async () => activeA.id,
      activeB: async () => activeB.id,
      // Within a text that stands in JSON.
      descriptor: async () =>
        JSON.stringify(JSON.stringify(uploadDocument('market-regulation'))).slice(1, -1),
      hash: async () => uploadFile.sha256,
      harvested: async () => harvestedHash,
      delivery,
    } satisfies Record<string, () => Promise<string>>,
  };
}
