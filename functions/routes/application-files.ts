/** What belongs to an application as files: attachments, documents, and the applicant's own record. */
import { Readable } from 'node:stream';
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { applicationRefusals } from '../domain/application-refusals.ts';
import { once } from '../domain/once.ts';
import type { ApplicationService } from '../service/application/application.ts';
import type { ServiceRefusal } from '../service/application/contract.ts';
import { documentNames, type LegalDocument } from '../service/application/documents.ts';
import { documentHtml, documentPolicy } from '../service/document/html.ts';
import { problem } from './answer.ts';
import { refusalTold } from './application-answers.ts';
import { actingProblems, applicationParameter, signedInProblems } from './applications.ts';
import { actingForHeader, authenticated } from './authenticated.ts';
import { readBody } from './body.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { attachment as disposition } from './http/disposition.ts';
import { tell } from './publication-answers.ts';
import type { Route } from './route.ts';
import { uploadedFile } from './uploaded-file.ts';

/** The file of the guide's largest size, and the multipart around it. */
const mostBytes = 10 * 1024 * 1024 + 64 * 1024;
const noStore = { 'Cache-Control': 'no-store' } as const;

const refused = (c: AppContext, refusal: ServiceRefusal): Response => tell(c, refusalTold(refusal));
const unknown = (c: AppContext): Response => {
  const code = 'unknown-application';
  return refused(c, { code, message: applicationRefusals[code] });
};

/** A file of an earlier application of the same party, by its hash. */
const earlierFile = once(() => type({ '+': 'reject', from: '1 <= string <= 64', sha256: /^[0-9a-f]{64}$/ }));

async function takeOver(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const read = await readBody(c, earlierFile());
  if ('refused' in read) return read.refused;
  const result = await service.takeOver({ id: c.req.param('id') ?? '', actor, ...read.value });
  return result.outcome === 'refused' ? refused(c, result.refusal) : c.json(result.attachment, 201, noStore);
}

async function upload(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  if (/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) return takeOver(service, c, actor);
  const wanted =
    'Send multipart/form-data with one part `file`, or application/json with `from` and `sha256`.';
  const file = await uploadedFile(c, mostBytes, wanted);
  if (file instanceof Response) return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const result = await service.attach({ id: c.req.param('id') ?? '', actor, name: file.name, bytes });
  if (result.outcome === 'refused') return refused(c, result.refusal);
  return c.json(result.attachment, 201, noStore);
}

async function download(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const { id = '', sha256 = '' } = c.req.param();
  const result = await service.openAttachment({ id, actor, sha256 });
  if (result.outcome === 'refused') return refused(c, result.refusal);
  const { name, mediaType, bytes } = result.attachment;
  return new Response(result.body, {
    headers: {
      ...noStore,
      'Content-Type': mediaType,
      'Content-Length': String(bytes),
      'Content-Disposition': disposition(name),
    },
  });
}

const formats = ['html', 'pdf', 'txt'] as const;
const fileNames = documentNames.flatMap((name) => formats.map((format) => `${name}.${format}`));

async function readDocument(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const { id = '', name: wanted = '' } = c.req.param();
  const [name = '', extension = ''] = wanted.split('.');
  const known = documentNames.find((each) => each === name);
  const format = formats.find((each) => each === extension);
  if (!known || !format || wanted !== `${known}.${format}`) {
    if (!(await service.read(id, actor))) return unknown(c);
    return problem(c, 'unknown-document', { members: { allowed: fileNames } });
  }
  const result = await service.openDocument({ id, actor, name: known });
  if (result.outcome === 'refused') return refused(c, result.refusal);
  return rendered(c, result, format);
}

async function rendered(
  c: AppContext,
  document: LegalDocument,
  format: (typeof formats)[number],
): Promise<Response> {
  const headers = { ...noStore, 'X-Text-SHA256': document.sha256 };
  if (format === 'html')
    return c.html(documentHtml(document), 200, { ...headers, 'Content-Security-Policy': documentPolicy });
  const saved = {
    ...headers,
    'Content-Disposition': disposition(`${document.number}-${document.name}.${format}`),
  };
  if (format === 'txt')
    return c.body(document.text, 200, { ...saved, 'Content-Type': 'text/plain; charset=utf-8' });
  // Fonts and their library are read when the first document is asked for.
  const { documentPdf } = await import('../service/document/pdf.ts');
  const bytes = await documentPdf(document);
  return c.body(new Uint8Array(bytes), 200, { ...saved, 'Content-Type': 'application/pdf' });
}

async function record(service: ApplicationService, c: AppContext, actor: Actor): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const lines = await service.exportRecord(id, actor);
  if (!lines) return (await service.read(id, actor)) ? problem(c, 'not-permitted') : unknown(c);
  const body = Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      ...noStore,
      'Content-Type': 'application/jsonl',
      'Content-Disposition': disposition(`${id}.jsonl`),
    },
  });
}

const words = (zh: string, en: string, json: object) => ({ description: { zh, en }, json });

export function applicationFileRoutes(deps: WorkflowDeps, service: ApplicationService): Route[] {
  const shared = {
    tag: 'applications',
    auth: 'bearer',
    isOpenData: false,
    headers: actingForHeader,
  } as const;
  const { id } = applicationParameter;
  const file = { type: 'string', format: 'binary' };
  return [
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/applications/{id}/attachments',
      summary: { zh: '上传或者沿用附件', en: 'Upload an attachment, or take one over' },
      description: {
        zh: '以 JSON 写明 from（以前的申请）和 sha256 的，沿用同一申请人交过的文件，不必重新上传（《办法》第三十二条）。',
        en: 'With JSON, `from` (an earlier application) and `sha256` name a file of the same applicant, which is not uploaded again (Art. 32).',
      },
      pathParameters: { id },
      body: () => ({
        'multipart/form-data': { type: 'object', required: ['file'], properties: { file } },
        'application/json': earlierFile().toJsonSchema(),
      }),
      answers: [
        { status: 201, description: 'The file as the form names it', content: { 'application/json': {} } },
      ],
      problems: [
        'invalid-request',
        'unsupported-media-type',
        'too-large',
        ...actingProblems,
        'unknown-application',
        'not-permitted',
        'own-application',
        'wrong-status',
        'no-applications',
        'attachment-refused',
        'unknown-attachment',
      ],
      handle: (c) => authenticated(deps, c, (actor) => upload(service, c, actor)),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications/{id}/attachments/{sha256}',
      summary: { zh: '下载附件', en: 'Download an attachment' },
      pathParameters: {
        id,
        sha256: words('文件的 SHA-256', 'sha256 of the file', { type: 'string', pattern: '^[0-9a-f]{64}$' }),
      },
      answers: [{ status: 200, description: 'The file', content: { 'application/octet-stream': {} } }],
      problems: [...signedInProblems, 'unknown-application', 'unknown-attachment'],
      handle: (c) => authenticated(deps, c, (actor) => download(service, c, actor)),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications/{id}/documents/{name}',
      summary: { zh: '决定书、协议', en: 'A decision document or the agreement' },
      pathParameters: { id, name: words('文书和格式', 'Document and format', { enum: fileNames }) },
      answers: [
        {
          status: 200,
          description: 'The document; `X-Text-SHA256` is the hash of its frozen text',
          content: { 'text/html': {}, 'application/pdf': {}, 'text/plain': {} },
        },
      ],
      problems: [...signedInProblems, 'unknown-application', 'unknown-document'],
      handle: (c) => authenticated(deps, c, (actor) => readDocument(service, c, actor)),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/applications/{id}/events',
      summary: { zh: '导出本方的全部记录', en: 'Export one’s own record' },
      description: {
        zh: '每行一个事件，带哈希链，可以离线核验。',
        en: 'One event a line, hash-chained, verifiable without the platform.',
      },
      pathParameters: { id },
      answers: [{ status: 200, description: 'JSON Lines', content: { 'application/jsonl': {} } }],
      problems: [...signedInProblems, 'unknown-application', 'not-permitted'],
      handle: (c) => authenticated(deps, c, (actor) => record(service, c, actor)),
    },
  ];
}
