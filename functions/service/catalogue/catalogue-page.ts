/** Published entries page by page, for whoever takes all of them: in an order in which nothing moves but by a publication. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CatalogueEntry } from '../../domain/version.ts';
import { parseDocument } from './document.ts';

export interface PageOfEntries {
  readonly limit: number;
  readonly offset: number;
  /** An instant in ISO 8601: only entries published, edited or partly withdrawn from then on. */
  readonly since?: string;
}

export interface PublishedPage {
  /** Of all pages. */
  readonly total: number;
  /** First day on which one of the published entries was issued, CCYY-MM-DD. */
  readonly firstIssued: string | undefined;
  readonly entries: readonly CatalogueEntry[];
}

const chosen = `status = 'published' AND (last_published >= $since OR id IN (SELECT entry FROM changes WHERE at >= $since))`;

export function readPublished(
  database: DatabaseSync,
  { limit, offset, since = '' }: PageOfEntries,
): PublishedPage {
  const where = since === '' ? `status = 'published'` : chosen;
  const values: Record<string, SQLInputValue> = since === '' ? {} : { $since: new Date(since).toISOString() };
  const count = database.prepare(`SELECT count(*) AS total FROM entries WHERE ${where}`).get(values);
  const first = database.prepare(`SELECT min(issued) AS day FROM entries WHERE status = 'published'`).get();
  const rows = database
    .prepare(`SELECT document FROM entries WHERE ${where} ORDER BY id LIMIT $limit OFFSET $offset`)
    .all({ ...values, $limit: limit, $offset: offset });
  return {
    total: Number(count?.total),
    firstIssued: typeof first?.day === 'string' ? first.day : undefined,
    entries: rows.map((row) => parseDocument<CatalogueEntry>(row.document)),
  };
}
