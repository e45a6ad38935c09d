/** What an upload is told as: what to send and where, how far its job is, and what the publication answered. */
import { problemDocument, problems } from '../problem.ts';
import type { Announced, Refused, RunView, UploadView } from '../service/upload/contract.ts';
import type { AppContext } from './deps.ts';
import { plain, publishTold, type Told } from './publication-answers.ts';

/** Seconds after which it is worth looking again. */
const soon = '5';

export const uploadAddress = (portalUrl: string, id: string): string => `${portalUrl}/api/v1/uploads/${id}`;

export const refusedTold = ({ refusal, missing }: Refused): Told => {
  return { code: refusal.code, body: missing ? { missing } : {} };
};

/** Without the addresses of the files: they let in whoever has them, and are made anew for each answer. */
export function announcedTold(result: Announced, portalUrl: string): Told {
  switch (result.outcome) {
    case 'announced':
      return { status: 201, body: { id: result.id } };
    case 'other-files':
      return { code: 'invalid-request', body: plain({ errors: result.errors }) };
    case 'too-many':
      return { code: 'too-many-uploads', body: {} };
    default:
      return publishTold(result, portalUrl);
  }
}

export function viewTold(c: AppContext, view: UploadView, status: number): Told {
  const { id, dataset, state, announcedAt, expiresAt, files, run } = view;
  const missing = files.filter(({ received }) => received === false).map(({ name }) => name);
  const body = {
    id,
    dataset,
    state,
    announcedAt,
    expiresAt,
    files,
    ...(missing.length > 0 && { missing }),
    ...(run && { publication: runTold(c, run) }),
  };
  const headers = {
    ...(status !== 200 && { Location: uploadAddress(c.var.portalUrl, id) }),
    ...(state === 'running' && { 'Retry-After': soon }),
  };
  return { status, headers, body: plain(body) };
}

/** The report is the body of a direct publication's answer, and `status` its status. */
function runTold(c: AppContext, { number, report, ...run }: RunView): object {
  const told = { run: number, ...run };
  if (!report) return told;
  const { portalUrl, requestId: instance } = c.var;
  const { status, code, detail, body } = publishTold(report, portalUrl);
  if (!code) return { ...told, status, report: body };
  const document = problemDocument(code, { portalUrl, instance }, { detail, members: body });
  return { ...told, status: problems[code].status, report: document };
}
