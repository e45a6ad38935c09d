/** Publishing files too large for one request: announce them, send each to an address of its own, start the job, look. */
import { createHash } from 'node:crypto';
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { fileName } from '../domain/dataset-names.ts';
import { once } from '../domain/once.ts';
import { mostFileBytes, mostUploadFiles } from '../domain/upload.ts';
import { uploadMediaType, uploadTokenHeader } from '../service/ports-upload.ts';
import { invalidRequest, problem } from './answer.ts';
import { csrfParameter, sessionProblems } from './auth.ts';
import { authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, PublicationDeps } from './deps.ts';
import { idempotencyHeader, idempotent, keyProblems } from './idempotent.ts';
import { readParameters } from './parameters.ts';
import { tell } from './publication-answers.ts';
import { bodyProblems, descriptorBytes, publishQuery, tokenProblems } from './publications.ts';
import type { Route } from './route.ts';
import { announcedTold, refusedTold, viewTold } from './upload-answers.ts';

/** The descriptor, and what it takes to announce its files. */
const announcementBytes = descriptorBytes + 65_536;

const announcement = once(() =>
  type({
    '+': 'reject',
    descriptor: 'object',
    files: type({
      '+': 'reject',
      name: fileName,
      bytes: `1 <= number.integer <= ${mostFileBytes}`,
      sha256: /^[0-9a-f]{64}$/,
    })
      .array()
      .atLeastLength(1)
      .atMostLength(mostUploadFiles),
  }),
);

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const idOf = (c: AppContext): string => c.req.param('id') ?? '';

async function announce(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  if (!actor.roles.includes('publisher')) return problem(c, 'not-permitted');
  const read = await readBody(c, announcement(), announcementBytes);
  if ('refused' in read) return read.refused;
  const { descriptor: document, files } = read.value;
  const work = async () =>
    announcedTold(await deps.uploads.announce({ document, files, actor }), deps.portalUrl);
  return idempotent(deps, c, actor, `announce ${hashOf(read.value)}`, work, async (told) =>
    told.code ? told : viewed(deps, c, actor, String(told.body.id), 201),
  );
}

async function start(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, publishQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { dryRun = false } = read.values;
  const id = idOf(c);
  const work = async () => {
    const result = await deps.uploads.start({ id, actor, dryRun });
    return result.outcome === 'refused' ? refusedTold(result) : { status: 202, body: { id } };
  };
  return idempotent(deps, c, actor, `start ${dryRun} ${id}`, work, async (told) =>
    told.code ? told : viewed(deps, c, actor, id, 202),
  );
}

async function viewed(deps: PublicationDeps, c: AppContext, actor: Actor, id: string, status: number) {
  const view = await deps.uploads.read(id, actor);
  return view ? viewTold(c, view, status) : ({ code: 'unknown-upload', body: {} } as const);
}

const look = async (deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> =>
  tell(c, await viewed(deps, c, actor, idOf(c), 200));

/** Whoever has the address may send: what is sent was announced, to the byte. */
async function receive(deps: PublicationDeps, c: AppContext): Promise<Response> {
  const token = c.req.header(uploadTokenHeader) ?? '';
  const name = c.req.param('name') ?? '';
  const body = c.req.raw.body ?? new Blob().stream();
  const result = await deps.uploads.receive({ id: idOf(c), name, token, body });
  if (result.outcome === 'refused') return tell(c, refusedTold(result));
  return c.body(null, 204, { 'Cache-Control': 'no-store' });
}

const actingProblems = [...tokenProblems, ...sessionProblems, ...keyProblems] as const;
const json = (schema: object = {}) => ({ 'application/json': schema });
const ofUpload = {
  id: { description: { zh: '上传标识', en: 'Id of the upload' }, json: { type: 'string' } },
};

export function uploadRoutes(deps: PublicationDeps): Route[] {
  const shared = { tag: 'publications', auth: 'bearer', isOpenData: false } as const;
  const as = (work: typeof announce) => (c: AppContext) =>
    authenticated(deps, c, (actor) => work(deps, c, actor));
  return [
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/uploads',
      summary: { zh: '登记要上传的大文件', en: 'Announce files to be uploaded' },
      description: {
        zh: '用于一次请求放不下的文件，每个不超过 5 GiB。答复写明每个文件发往的地址（address）；描述文件和权限先行检查。',
        en: 'For files too large for one request, at most 5 GiB each. The answer tells for each file where to send it (`address`); descriptor and rights are checked before.',
      },
      headers: { ...idempotencyHeader, ...csrfParameter },
      body: () => json(announcement().toJsonSchema()),
      answers: [{ status: 201, description: 'The upload, with an address for each file', content: json() }],
      problems: [
        ...bodyProblems,
        ...actingProblems,
        'not-permitted',
        'not-owner',
        'descriptor-invalid',
        'dataset-withdrawn',
        'dataset-quarantined',
        'publisher-changed',
        'shared-reopened',
        'generator-not-permitted',
        'too-many-uploads',
      ],
      handle: as(announce),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/uploads/{id}',
      summary: { zh: '上传和发布的进度', en: 'How far an upload and its publication are' },
      description: {
        zh: 'state 为 waiting（等文件）、ready、running、checked（试检通过）、published、unchanged、blocked、invalid、refused、failed、lost（任务失联，可重新开始）或 expired；未送达的文件带新的地址。',
        en: '`state` is waiting (for files), ready, running, checked (by a dry run), published, unchanged, blocked, invalid, refused, failed, lost (the job was not heard of again: start it anew) or expired. Files that are missing come with new addresses.',
      },
      pathParameters: ofUpload,
      answers: [{ status: 200, description: 'The upload as it is now', content: json() }],
      problems: [...tokenProblems, 'unknown-upload'],
      handle: as(look),
    },
    {
      ...shared,
      auth: 'none',
      method: 'PUT',
      path: '/api/v1/uploads/{id}/files/{name}',
      summary: { zh: '发送一个文件（单机部署）', en: 'Send a file, where the platform itself takes it' },
      description: {
        zh: '地址和请求头取自登记的答复，照原样发送。在云上，地址属于 S3，不是这里。',
        en: 'Take address and headers from the announcement and send them as they are. In the cloud the address is one of S3, not this one.',
      },
      pathParameters: {
        ...ofUpload,
        name: { description: { zh: '文件名', en: 'Name of the file' }, json: { type: 'string' } },
      },
      headers: {
        [uploadTokenHeader]: {
          description: { zh: '登记的答复所给', en: 'As the announcement tells it' },
          json: { type: 'string' },
        },
      },
      body: () => ({ [uploadMediaType]: { type: 'string', format: 'binary' } }),
      answers: [{ status: 204, description: 'Received' }],
      problems: ['upload-address-refused', 'upload-expired', 'upload-differs'],
      handle: (c) => receive(deps, c),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/uploads/{id}/publication',
      summary: { zh: '发布已上传的文件', en: 'Publish what was uploaded' },
      description: {
        zh: '任务在后台进行，到 Location 所指的地址查看；重复请求仍是同一任务。',
        en: 'A job begins, to be looked at under `Location`; asked again, it is the same job.',
      },
      pathParameters: ofUpload,
      query: publishQuery,
      headers: { ...idempotencyHeader, ...csrfParameter },
      answers: [{ status: 202, description: 'The upload, whose job has begun', content: json() }],
      problems: [
        'invalid-request',
        ...actingProblems,
        'unknown-upload',
        'upload-incomplete',
        'upload-expired',
        'upload-running',
        'upload-overtaken',
        'upload-not-started',
      ],
      handle: as(start),
    },
  ];
}
