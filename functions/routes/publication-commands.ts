/** The commands around a publication, as the API takes them: one schema, one call each. */
import { type } from 'arktype';
import type { Actor } from '../domain/actor.ts';
import { once } from '../domain/once.ts';
import type { CommandResult, PublicationService, QuarantineResult } from '../service/publication/contract.ts';

const contentHash = /^[0-9a-f]{64}$/;
const reason = '4 <= string <= 1000';
const legalBasis = '4 <= string <= 500';
const version = '1 <= number.integer <= 999999999';

export const publicationCommand = once(() =>
  type({
    '+': 'reject',
    type: "'request-override'",
    contentHash,
    reason,
    legalBasis,
  })
    .or({ '+': 'reject', type: "'approve-override'", contentHash })
    .or({ '+': 'reject', type: "'refuse-override'", contentHash, reason })
    .or({
      '+': 'reject',
      type: "'withdraw-version'",
      version,
      reason,
      'legalBasis?': legalBasis,
    })
    .or({ '+': 'reject', type: "'withdraw-dataset'", reason, 'legalBasis?': legalBasis })
    .or({ '+': 'reject', type: "'quarantine'", 'version?': version, reason, 'legalBasis?': legalBasis })
    .or({ '+': 'reject', type: "'request-release'", 'version?': version, reason, legalBasis })
    .or({ '+': 'reject', type: "'approve-release'", 'version?': version })
    .or({ '+': 'reject', type: "'refuse-release'", 'version?': version, reason }),
);
type Command = ReturnType<typeof publicationCommand>['infer'];

/** Hands a checked command to the service; authorization is decided there. */
export function runCommand(
  publications: PublicationService,
  id: string,
  actor: Actor,
  command: Command,
): Promise<CommandResult | QuarantineResult> {
  const by = { id, actor };
  switch (command.type) {
    case 'request-override':
      return publications.requestOverride({ ...by, ...command });
    case 'approve-override':
      return publications.approveOverride({ ...by, ...command });
    case 'refuse-override':
      return publications.refuseOverride({ ...by, ...command });
    case 'withdraw-version':
      return publications.withdrawVersion({ ...by, ...command });
    case 'withdraw-dataset':
      return publications.withdrawDataset({ ...by, ...command });
    case 'quarantine':
      return publications.quarantine({ ...by, ...command });
    case 'request-release':
      return publications.requestRelease({ ...by, ...command });
    case 'approve-release':
      return publications.approveRelease({ ...by, ...command });
    case 'refuse-release':
      return publications.refuseRelease({ ...by, ...command });
  }
}
