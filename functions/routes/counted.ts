/** Counting what is handed out, beside the answer. */
import { isUse, useOf } from '../service/use-counts.ts';
import type { AppContext, QueryDeps } from './deps.ts';

/** Answers, and counts the answer where it hands out data. */
export async function counted(
  { useCounts, catalogue }: QueryDeps,
  c: AppContext,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  const response = await answer();
  const { status, headers } = response;
  const range = /^bytes (\d+)-/.exec(headers.get('Content-Range') ?? '')?.[1];
  const answered = { method: c.req.method, status, ...(range !== undefined && { firstByte: Number(range) }) };
  const use = useCounts && isUse(answered) ? useOf(c.req.path) : undefined;
  if (!use) return response;
  const agency = catalogue().entry(use.dataset)?.dataset.publisher;
  if (agency !== undefined) useCounts?.note({ ...use, agency });
  return response;
}
