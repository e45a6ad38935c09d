/** Publishing from agencies' own systems: send a descriptor with its files, read the history, give commands. */
import { createHash } from 'node:crypto';
import type { Actor } from '../domain/actor.ts';
import { mostUploadFiles } from '../domain/upload.ts';
import { type UploadFault, withUpload } from '../service/upload.ts';
import { invalidRequest, problem } from './answer.ts';
import { authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, PublicationDeps } from './deps.ts';
import { idempotencyHeader, idempotent, keyProblems } from './idempotent.ts';
import { flag, readParameters } from './parameters.ts';
import { commandTold, publishTold, tell } from './publication-answers.ts';
import { publicationCommand, runCommand } from './publication-commands.ts';
import type { Route } from './route.ts';

const defaultLimit = 2 * 1024 ** 3;
export const descriptorBytes = 4 * 1024 ** 2;

export const publishQuery = {
  dryRun: flag({ zh: '只检查，不保存', en: 'Checks everything, stores nothing' }),
};

async function publish(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  // Told before gigabytes are read.
  if (!actor.roles.includes('publisher')) return problem(c, 'not-permitted');
  const read = readParameters(c.req.url, publishQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { dryRun = false } = read.values;
  const { body } = c.req.raw;
  const contentType = c.req.header('Content-Type') ?? '';
  if (!body || !/^multipart\/form-data\b/i.test(contentType))
    return problem(c, 'unsupported-media-type', {
      detail: 'Send multipart/form-data with the part `descriptor` and a part for each file.',
    });
  const limits = { bytes: deps.maxUploadBytes ?? defaultLimit, files: mostUploadFiles, descriptorBytes };
  if (Number(c.req.header('Content-Length') ?? 0) > limits.bytes)
    return problem(c, 'too-large', {
      detail: `an upload has at most ${limits.bytes} bytes; larger files go by POST /api/v1/uploads`,
    });
  const incoming = { body, contentType, limits };
  const answer = await withUpload(deps.workDirectory, incoming, async (upload, directory) => {
    const stray = upload.files.filter((name) => !namedFiles(upload.document).includes(name));
    if (stray.length > 0)
      return invalidRequest(
        c,
        stray.map((field) => ({
          field,
          message: 'the descriptor names no such file',
          allowed: namedFiles(upload.document),
        })),
      );
    return idempotent(deps, c, actor, `publish ${dryRun} ${upload.fingerprint}`, async () => {
      const request = { document: upload.document, directory, actor, dryRun };
      return publishTold(await deps.publications.publish(request), deps.portalUrl);
    });
  });
  return answer instanceof Response ? answer : uploadRefused(c, answer);
}

function uploadRefused(c: AppContext, fault: UploadFault): Response {
  if (fault.outcome === 'too-large') return problem(c, 'too-large', { detail: fault.message });
  return invalidRequest(c, [{ field: fault.field, message: fault.message }]);
}

/** The files that an unchecked descriptor speaks of. */
function namedFiles(document: unknown): string[] {
  const { data, attachments } = Object(document) as { data?: unknown; attachments?: unknown };
  const sources = [data, ...(Array.isArray(attachments) ? attachments : [])];
  return sources
    .map((source: unknown) => (Object(source) as { path?: unknown }).path)
    .filter((path) => typeof path === 'string');
}

async function command(deps: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, publicationCommand());
  if ('refused' in read) return read.refused;
  const id = c.req.param('id') ?? '';
  const hash = createHash('sha256')
    .update(JSON.stringify([id, read.value]))
    .digest('hex');
  return idempotent(deps, c, actor, `command ${hash}`, async () =>
    commandTold(await runCommand(deps.publications, id, actor, read.value)),
  );
}

async function history({ publications }: PublicationDeps, c: AppContext, actor: Actor): Promise<Response> {
  const result = await publications.history(c.req.param('id') ?? '', actor);
  if (result.outcome === 'refused') return tell(c, commandTold(result));
  const { entry, events, pendingOverride } = result;
  return c.json({ entry: entry ?? null, events, pendingOverride: pendingOverride ?? null }, 200, {
    'Cache-Control': 'no-store',
  });
}

const decided = [
  'not-owner',
  'not-permitted',
  'not-published',
  'dataset-withdrawn',
  'dataset-quarantined',
  'version-withdrawn',
  'version-quarantined',
  'overtaken',
] as const;
export const tokenProblems = ['unauthenticated', 'identity-unavailable'] as const;
export const bodyProblems = ['invalid-request', 'unsupported-media-type', 'too-large'] as const;

export function publicationRoutes(deps: PublicationDeps): Route[] {
  const shared = { tag: 'publications', auth: 'bearer', isOpenData: false } as const;
  return [
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/publications',
      summary: { zh: '发布数据集或新版本', en: 'Publish a dataset or a new version' },
      description: {
        zh: '部分 descriptor 为描述文件（JSON），其余部分为其中提到的文件，文件名须一致。大文件请用 /api/v1/uploads。',
        en: 'The part `descriptor` is the JSON descriptor; the other parts are the files that it names, under their names. Large files go by /api/v1/uploads.',
      },
      query: publishQuery,
      headers: idempotencyHeader,
      body: () => ({
        'multipart/form-data': {
          type: 'object',
          required: ['descriptor'],
          properties: { descriptor: { $ref: '#/components/schemas/Dataset' } },
          additionalProperties: { type: 'string', contentMediaType: 'application/octet-stream' },
        },
      }),
      answers: [
        { status: 201, description: 'Published', content: { 'application/json': outcome('published') } },
        { status: 200, description: 'Unchanged, or a dry run', content: { 'application/json': outcome() } },
      ],
      problems: [
        ...bodyProblems,
        ...tokenProblems,
        ...keyProblems,
        ...decided,
        'descriptor-invalid',
        'privacy-blocked',
        'content-withdrawn',
        'publisher-changed',
        'shared-reopened',
        'other-dataset',
        'withheld-version',
        'version-required',
        'generator-not-permitted',
        'description-too-large',
      ],
      handle: (c) => authenticated(deps, c, (actor) => publish(deps, c, actor)),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/publications/{id}',
      summary: { zh: '发布历史', en: 'History of a publication' },
      pathParameters: idParameter,
      answers: [
        {
          status: 200,
          description: 'Entry, events and a pending override',
          content: { 'application/json': {} },
        },
      ],
      problems: [...tokenProblems, 'not-owner'],
      handle: (c) => authenticated(deps, c, (actor) => history(deps, c, actor)),
    },
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/publications/{id}/commands',
      summary: { zh: '放行、撤下、紧急下线（隔离）或解除', en: 'Override, withdraw, quarantine or release' },
      pathParameters: idParameter,
      headers: idempotencyHeader,
      body: () => ({ 'application/json': publicationCommand().toJsonSchema() }),
      answers: [{ status: 200, description: 'Done', content: { 'application/json': outcome('done') } }],
      problems: [
        ...bodyProblems,
        ...tokenProblems,
        ...keyProblems,
        ...decided,
        'not-blocked',
        'override-undecided',
        'override-granted',
        'no-override-requested',
        'other-content',
        'second-person-required',
        'not-quarantined',
        'release-undecided',
        'no-release-requested',
        'bureau-releases',
        'release-held-back',
        'personal-reason',
        'unknown-version',
        'reason-required',
        'legal-basis-required',
      ],
      handle: (c) => authenticated(deps, c, (actor) => command(deps, c, actor)),
    },
  ];
}

const outcome = (value?: string) => ({
  type: 'object',
  required: ['outcome'],
  properties: { outcome: value ? { const: value } : { enum: ['unchanged', 'published'] } },
});
