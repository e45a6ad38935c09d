/** What a publication's outcome is told as: data, so that it can be kept and told again. */
import { isProblemCode, type ProblemCode } from '../problem.ts';
import type { JsonObject } from '../service/ports.ts';
import type {
  CommandResult,
  PublishResult,
  QuarantineResult,
  Refusal,
} from '../service/publication/contract.ts';
import { problem } from './answer.ts';
import type { AppContext } from './deps.ts';

export type Told = JsonObject & {
  /** Of a success; a problem has the status of its code. */
  readonly status?: number;
  readonly code?: ProblemCode;
  readonly detail?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The answer's body, or the members of the problem. */
  readonly body: JsonObject;
};

/** Plain JSON: what is undefined is left out, as it would be when sent. */
export const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

function refused({ code, message }: Refusal): Told {
  if (!isProblemCode(code)) throw new Error(`refusal ${code} has no place in the table of problems`);
  return { code, detail: message, body: {} };
}

export function publishTold(result: PublishResult, portalUrl: string): Told {
  switch (result.outcome) {
    case 'published': {
      const { dataset, version, table, flags, warnings, dryRun } = result;
      const links = {
        page: `${portalUrl}/datasets/${dataset.id}/`,
        json: `${portalUrl}/datasets/${dataset.id}.json`,
      };
      const body = plain({
        outcome: 'published',
        id: dataset.id,
        dryRun,
        version,
        table,
        flags,
        warnings,
        links,
      });
      return { status: dryRun ? 200 : 201, body };
    }
    case 'unchanged':
      return { status: 200, body: { outcome: 'unchanged', id: result.dataset.id } };
    case 'blocked': {
      const { contentHash, findings } = result;
      const detail = `Personal data was found in ${findings.length} column(s).`;
      return { code: 'privacy-blocked', detail, body: plain({ contentHash, findings }) };
    }
    case 'invalid': {
      const { defects, violations, violationCounts } = result;
      return { code: 'descriptor-invalid', body: plain({ defects, violations, violationCounts }) };
    }
    case 'refused':
      return refused(result.refusal);
  }
}

export function commandTold(result: CommandResult | QuarantineResult): Told {
  return result.outcome === 'done' ? { status: 200, body: plain(result) } : refused(result.refusal);
}

export function tell(c: AppContext, { status = 200, code, detail, headers, body }: Told): Response {
  if (code)
    return problem(c, code, { ...(detail && { detail }), ...(headers && { headers }), members: body });
  return c.json(body, status as 200, { 'Cache-Control': 'no-store', ...headers });
}
