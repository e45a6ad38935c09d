import type { ProblemCode } from '../problem.ts';
import { NothingPublished } from '../service/catalogue/follow.ts';
import { IdentityOutage } from '../service/identity-outage.ts';
import { QueryOutage } from '../service/query/pool.ts';
import { JobsUnavailable } from '../service/upload/contract.ts';

/** The problem of an outage that the asker should know of and wait for, in seconds; undefined for a bug. */
export function outageProblem(error: Error): { code: ProblemCode; retryAfter: number } | undefined {
  if (error instanceof QueryOutage) return { code: error.code, retryAfter: 5 };
  if (error instanceof IdentityOutage) return { code: 'identity-unavailable', retryAfter: 30 };
  if (error instanceof NothingPublished) return { code: 'nothing-published', retryAfter: 60 };
  if (error instanceof JobsUnavailable) return { code: 'upload-not-started', retryAfter: 60 };
  return undefined;
}
