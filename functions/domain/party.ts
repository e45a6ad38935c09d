/** Who applies: an organisation, known by its credit code, or a natural person. Persons act for it. */
import { type } from 'arktype';
import type { Role } from './actor.ts';
import { isCreditCode } from './credit-code.ts';
import { once } from './once.ts';

export const party = once(() =>
  type({
    '+': 'reject',
    kind: "'organisation'",
    /** 统一社会信用代码, GB 32100. */
    creditCode: type('string').narrow(
      (code, ctx) =>
        isCreditCode(code) || ctx.mustBe('a GB 32100 credit code with a correct check character'),
    ),
    name: '2 <= string <= 200',
  }).or({
    '+': 'reject',
    kind: "'person'",
    /** The actor's id: stable and unique to one person. */
    id: '1 <= string <= 200',
    name: '1 <= string <= 100',
  }),
);
export type Party = ReturnType<typeof party>['infer'];

/** Whoever acts on applications, as the sign-in tells it (Art. 33). */
export interface ApplicationActor {
  readonly id: string;
  /** For the record of who signed and decided. */
  readonly name: string;
  /** `auditor` reads everything that was submitted; `platform` is the platform's own schedule. */
  readonly roles: readonly (Role | 'auditor' | 'platform')[];
  /** The agency acted for, when a role belongs to one. */
  readonly agency?: string;
  /** Whom the person may act for: nearly always themselves, and any number of organisations. */
  readonly parties: readonly Party[];
}

/** How a command names one of the actor's parties: `self`, or a credit code. */
export const partyName = (each: Party): string => (each.kind === 'person' ? 'self' : each.creditCode);

export function isSameParty(one: Party, other: Party): boolean {
  if (one.kind === 'organisation')
    return other.kind === 'organisation' && one.creditCode === other.creditCode;
  return other.kind === 'person' && one.id === other.id;
}
