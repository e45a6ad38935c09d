/** The shapes of answers: problems, JSON documents with an ETag, and refusals of the query service. */
import { createHash } from 'node:crypto';
import type { Withdrawal } from '../domain/version.ts';
import {
  type ProblemCode,
  type ProblemExtras,
  problemDocument,
  problemMediaType,
  problems,
} from '../problem.ts';
import type { DatasetRefusal } from '../service/query/open-table.ts';
import type { ParameterError } from '../service/query/query.ts';
import type { AppContext } from './deps.ts';
import { isNotModified } from './http/conditional.ts';

/** The one shape of every error (RFC 9457). Never cached: what is wrong now may be right later. */
export function problem(c: AppContext, code: ProblemCode, extras: ProblemExtras = {}): Response {
  const context = { portalUrl: c.var.portalUrl, instance: c.var.requestId };
  const body = JSON.stringify(problemDocument(code, context, extras));
  return new Response(body, {
    status: problems[code].status,
    headers: {
      'Cache-Control': 'no-store',
      ...extras.headers,
      'Content-Type': problemMediaType,
      'Content-Length': String(Buffer.byteLength(body)),
    },
  });
}

export function invalidRequest(c: AppContext, errors: readonly ParameterError[]): Response {
  const detail = errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');
  return problem(c, 'invalid-request', { detail: detail.slice(0, 1000), members: { errors } });
}

/** How long browsers and caches may keep what changes with a publication: they ask again, and hear 304. */
export const revalidate = 'public, no-cache';

/** A text with a weak ETag of its content, or 304. */
export function document(
  c: AppContext,
  body: string,
  mediaType = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): Response {
  const etag = weakTag(body);
  const common = { ETag: etag, 'Cache-Control': revalidate, ...headers };
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, common);
  const length = String(Buffer.byteLength(body));
  return c.body(body, 200, { ...common, 'Content-Type': mediaType, 'Content-Length': length });
}

export const weakTag = (...parts: readonly string[]): string =>
  `W/"${createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 27)}"`;

const tombstone = ({ at, reason, legalBasis, quarantine, purge }: Withdrawal) => ({
  reason,
  ...(quarantine ? { quarantinedAt: at, orderedBy: quarantine } : { withdrawnAt: at }),
  ...(legalBasis && { legalBasis }),
  ...(purge && { purge }),
});

/** Why a dataset's data cannot be given, with what the asker can do. */
export function datasetRefused(c: AppContext, refusal: DatasetRefusal): Response {
  const page = (id: string) => `${c.var.portalUrl}/datasets/${id}/`;
  switch (refusal.code) {
    case 'unknown-dataset':
      return problem(c, 'unknown-dataset', { detail: 'No dataset of the catalogue has this id.' });
    case 'dataset-withdrawn':
    case 'dataset-quarantined':
    case 'version-withdrawn':
    case 'version-quarantined': {
      const { code, entry, withdrawn } = refusal;
      const detail = withdrawn.reason || undefined;
      return problem(c, code, { detail, members: { ...tombstone(withdrawn), page: page(entry.dataset.id) } });
    }
    case 'unknown-version': {
      const allowed = refusal.entry.versions.filter((each) => !each.withdrawn).map((each) => each.number);
      return problem(c, 'unknown-version', { members: { allowed } });
    }
    case 'conditional-data': {
      const { id, openness } = refusal.entry.dataset;
      const { conditions, legalBasis } = openness;
      return problem(c, 'conditional-data', {
        detail: `Apply for access at ${page(id)}; fields and a sample are in /api/v1/datasets/${id}.`,
        members: { page: page(id), ...(conditions && { conditions }), ...(legalBasis && { legalBasis }) },
      });
    }
    case 'withheld-data': {
      const { id, openness } = refusal.entry.dataset;
      const { reason, legalBasis } = openness;
      const members = { page: page(id), ...(reason && { reason }), ...(legalBasis && { legalBasis }) };
      return problem(c, 'withheld-data', { members });
    }
    case 'grant-outdated':
    case 'partly-granted':
      return problem(c, refusal.code, { members: { page: page(refusal.entry.dataset.id) } });
    case 'file-missing':
      c.var.warn('file-missing', { key: refusal.key });
      return problem(c, 'unknown-file', { detail: 'The file is not there any more.' });
    case 'no-table': {
      const files = refusal.version.distributions.map(({ name }) => name);
      return problem(c, 'no-table', { members: { page: page(refusal.entry.dataset.id), files } });
    }
  }
}
