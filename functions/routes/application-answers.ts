/** What an application's outcome is told as. */
import { isProblemCode } from '../problem.ts';
import type { CommandOutcome, PrecheckOutcome, ServiceRefusal } from '../service/application/contract.ts';
import type { JsonObject } from '../service/ports.ts';
import type { Told } from './publication-answers.ts';

/** Plain JSON: what is undefined is left out, as it would be when sent. */
const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

export function refusalTold({ code, message, ...members }: ServiceRefusal): Told {
  if (!isProblemCode(code)) throw new Error(`refusal ${code} has no place in the table of problems`);
  return { code, detail: message, body: plain(members) };
}

export function commandTold(result: CommandOutcome, status = 200): Told {
  return result.outcome === 'refused' ? refusalTold(result.refusal) : { status, body: plain(result) };
}

export function precheckTold(result: PrecheckOutcome): Told {
  if (result.outcome === 'refused') return refusalTold(result.refusal);
  const { complete, defects } = result;
  return { status: 200, body: plain({ complete, defects }) };
}
