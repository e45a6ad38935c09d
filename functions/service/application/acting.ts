import type { Actor } from '../../domain/actor.ts';
import type { ApplicationActor } from '../../domain/party.ts';

/** Who acts on applications: a person, for themselves and for the organisations that the sign-in names (Art. 33). */
export function applicationActor({
  id,
  name = id,
  roles,
  agency,
  organisations = [],
}: Actor): ApplicationActor {
  return {
    id,
    name,
    roles,
    ...(agency !== undefined && { agency }),
    parties: [
      { kind: 'person', id, name },
      ...organisations.map((organisation) => ({ kind: 'organisation' as const, ...organisation })),
    ],
  };
}

/** The platform's own schedule. */
export const platformActor: ApplicationActor = {
  id: 'platform',
  name: 'platform',
  roles: ['platform'],
  parties: [],
};
