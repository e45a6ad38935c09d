/** Refusals inside intake are values: a step answers its result or what is wrong, and the flow stops at the latter. */
import type { Defect, TableViolation } from '../../domain/defect.ts';
import type { Remark } from '../../domain/version.ts';

export interface Refused {
  readonly defects: readonly Defect[];
  readonly violations?: readonly TableViolation[];
  readonly violationCounts?: Readonly<Record<string, number>>;
}

export function isRefused(answer: object): answer is Refused {
  return 'defects' in answer;
}

/** One defect as a refusal. `path` is a file name, or a place in the descriptor. */
export function refuse(code: string, path: string, message: string, allowed?: string): Refused {
  return { defects: [{ code, path, message, ...(allowed === undefined ? {} : { allowed }) }] };
}

/** A remark that does not block publication. */
export type Warning = Remark;
