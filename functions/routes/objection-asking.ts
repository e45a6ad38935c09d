/** Who asks about an objection, and the files that belong to one. */
import { isProblemCode } from '../problem.ts';
import type { Asker, Refused } from '../service/objection/contract.ts';
import { evidenceBytes } from '../service/objection/evidence.ts';
import type { ObjectionService } from '../service/objection/objection.ts';
import { receiptHash } from '../service/receipt.ts';
import { problem } from './answer.ts';
import { actingProblems, signedInProblems } from './applications.ts';
import { askerOf } from './authenticated.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { attachment as disposition } from './http/disposition.ts';
import { notKept } from './keyed.ts';
import type { Route } from './route.ts';
import { uploadedFile } from './uploaded-file.ts';

export const receiptHeader: NonNullable<Route['headers']> = {
  'Receipt-Code': {
    description: {
      zh: '回执码；绝不要放在网址中',
      en: 'The receipt code. Never in the address',
    },
    json: { type: 'string', maxLength: 60 },
  },
};

/** The account and the receipt of a request; a response where the credentials are refused. */
export async function objectionAsker(deps: OversightDeps, c: AppContext): Promise<Asker | Response> {
  const asker = await askerOf(deps, c);
  if (asker.kind === 'refused') return asker.response;
  const given = c.req.header('Receipt-Code');
  // What is no receipt is the receipt of nothing.
  const receipt = given === undefined ? undefined : (receiptHash(given) ?? 'none');
  return {
    ...(asker.kind === 'account' && { actor: asker.actor }),
    ...(receipt !== undefined && { receipt }),
  };
}

export function refusedObjection(
  c: AppContext,
  { refusal: { code, message, ...members } }: Refused,
): Response {
  if (!isProblemCode(code)) throw new Error(`refusal ${code} has no place in the table of problems`);
  return problem(c, code, { detail: message, members });
}

async function attach(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  const asker = await objectionAsker(deps, c);
  if (asker instanceof Response) return asker;
  const wanted = 'Send multipart/form-data with one part `file`.';
  const file = await uploadedFile(c, evidenceBytes + 64 * 1024, wanted);
  if (file instanceof Response) return file;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const result = await service.attach({ id: c.req.param('id') ?? '', asker, name: file.name, bytes });
  return result.outcome === 'refused' ? refusedObjection(c, result) : c.json(result.evidence, 201, notKept);
}

async function download(deps: OversightDeps, service: ObjectionService, c: AppContext): Promise<Response> {
  const asker = await objectionAsker(deps, c);
  if (asker instanceof Response) return asker;
  const { id = '', sha256 = '' } = c.req.param();
  const result = await service.openEvidence({ id, asker, sha256 });
  if (result.outcome === 'refused') return refusedObjection(c, result);
  const { name, mediaType, bytes } = result.evidence;
  const headers = {
    ...notKept,
    'Content-Type': mediaType,
    'Content-Length': String(bytes),
    'Content-Disposition': disposition(name),
  };
  return new Response(result.body, { headers });
}

/** The routes of evidence. */
export function attached(
  deps: OversightDeps,
  service: ObjectionService,
  { id }: NonNullable<Route['pathParameters']>,
  shared: Pick<Route, 'tag' | 'auth' | 'isOpenData'>,
): readonly Route[] {
  if (!id) throw new TypeError('the path of an objection names it');
  const file = { type: 'string', format: 'binary' };
  const words = { zh: '文件的 SHA-256', en: 'sha256 of the file' };
  const sha256 = { description: words, json: { type: 'string', pattern: '^[0-9a-f]{64}$' } };
  return [
    {
      ...shared,
      method: 'POST',
      path: '/api/v1/objections/{id}/attachments',
      summary: { zh: '上传异议证据', en: 'Attach evidence' },
      pathParameters: { id },
      headers: receiptHeader,
      body: () => ({
        'multipart/form-data': { type: 'object', required: ['file'], properties: { file } },
      }),
      answers: [{ status: 201, description: 'The file', content: { 'application/json': {} } }],
      problems: [
        'invalid-request',
        'unsupported-media-type',
        'too-large',
        ...actingProblems,
        'unknown-objection',
        'wrong-status',
        'supplements-full',
        'evidence-refused',
        'objection-overtaken',
      ],
      handle: (c) => attach(deps, service, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/objections/{id}/attachments/{sha256}',
      summary: { zh: '下载异议证据', en: 'Download evidence' },
      pathParameters: { id, sha256 },
      headers: receiptHeader,
      answers: [{ status: 200, description: 'The file', content: { 'application/octet-stream': {} } }],
      problems: [...signedInProblems, 'unknown-objection', 'unknown-evidence'],
      handle: (c) => download(deps, service, c),
    },
  ];
}
