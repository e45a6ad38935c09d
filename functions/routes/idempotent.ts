/** `Idempotency-Key`: a request that may be sent twice, and is answered once. */
import { type Actor, oneself } from '../domain/actor.ts';
import { once } from '../service/idempotency.ts';
import { invalidRequest, problem } from './answer.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import { type Told, tell } from './publication-answers.ts';

export const idempotencyHeader = {
  'Idempotency-Key': {
    description: {
      zh: '同一请求重发时使用同一个键，24 小时内得到同一答复',
      en: 'The same key for the same request: repeated within 24 hours, it gets the same answer',
    },
    json: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
  },
};

export const keyProblems = ['idempotency-in-progress', 'idempotency-key-reused'] as const;

/**
 * Does `work` once a key, or straight away without one. What must not be kept, such as a secret, `fresh` adds each time
 * an answer is told.
 */
export async function idempotent(
  deps: Pick<WorkflowDeps, 'records' | 'now'>,
  c: AppContext,
  actor: Actor,
  fingerprint: string,
  work: () => Promise<Told>,
  fresh: (told: Told) => Promise<Told> = async (told) => told,
): Promise<Response> {
  const key = c.req.header('Idempotency-Key');
  if (key === undefined) return tell(c, await fresh(await work()));
  if (!/^[\x21-\x7e]{1,200}$/.test(key))
    return invalidRequest(c, [
      { field: 'Idempotency-Key', message: 'must be 1 to 200 visible ASCII characters' },
    ]);
  // For another party it is another request: whom a person acts for decides what is done.
  const whose = {
    actor: actor.id,
    key,
    fingerprint: `${actor.actingFor?.creditCode ?? oneself} ${fingerprint}`,
  };
  const result = await once(deps, whose, work);
  if (result.outcome === 'reused') return problem(c, 'idempotency-key-reused');
  if (result.outcome === 'in-progress')
    return problem(c, 'idempotency-in-progress', { headers: { 'Retry-After': '10' } });
  const response = tell(c, await fresh(result.answer));
  if (result.repeated) response.headers.set('Idempotency-Replayed', 'true');
  return response;
}
