/** Counting what is handed out, beside the answer. */
import type { UseKind } from '../service/use-counts.ts';
import type { AppContext, QueryDeps } from './deps.ts';

/** Answers, and counts the answer where it hands out data: whole, or the first part of a file that comes in parts. */
export async function counted(
  { useCounts, catalogue }: QueryDeps,
  c: AppContext,
  kind: UseKind,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  const response = await answer();
  if (!useCounts || c.req.method !== 'GET' || !isBeginning(response)) return response;
  const id = c.req.param('id') ?? '';
  const agency = catalogue().entry(id)?.dataset.publisher;
  if (agency !== undefined) useCounts.note({ dataset: id, agency, kind });
  return response;
}

const isBeginning = ({ status, headers }: Response): boolean =>
  status === 200 || (status === 206 && headers.get('Content-Range')?.startsWith('bytes 0-') === true);
