/** What happened to an application, and who did it as far as the reader may know. */
import { readApplicationEvent } from '../../domain/application-event.ts';
import { apartFromOffice, type Office } from '../../domain/office.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Records, StoredEvent } from '../ports.ts';
import { platformActor } from './acting.ts';
import { type Names, namedAgency } from './names.ts';
import { officialNames } from './officials.ts';

/** Applicants go by name; officials by agency and office, and by name to their own agency only. */
export type HistoryActor =
  | { readonly kind: 'applicant' | Office['kind']; readonly agency?: Names['agency']; readonly name?: string }
  | { readonly kind: 'platform' };

export interface HistoryEntry extends Pick<StoredEvent, 'sequence' | 'type' | 'at' | 'actor' | 'hash'> {
  /** Absent where only the account is known. */
  readonly by?: HistoryActor;
}

interface Reading {
  readonly records: Records;
  readonly catalogue: Catalogue;
  /** Whose officials the reader knows by name: the agency that they read for. */
  readonly own: string | undefined;
}

/** The entries of `events`, oldest first; the first of them and changes of people tell who acts for the applicant. */
export async function historyOf(
  { records, catalogue, own }: Reading,
  events: readonly StoredEvent[],
): Promise<readonly HistoryEntry[]> {
  const applicants = applicantNames(events);
  const offices = new Map(events.map((event) => [event, apartFromOffice(event.data).office]));
  const colleagues = events.filter((event) => own !== undefined && offices.get(event)?.agency === own);
  const names = await officialNames(
    records,
    own ?? '',
    colleagues.map(({ actor }) => actor),
  );
  const actorOf = (event: StoredEvent): HistoryActor | undefined => {
    const office = offices.get(event);
    if (office)
      return official(catalogue, office, office.agency === own ? names.get(event.actor) : undefined);
    if (event.actor === platformActor.id) return { kind: 'platform' };
    const name = applicants.get(event.actor);
    return name === undefined ? undefined : { kind: 'applicant', name };
  };
  return events.map((event) => {
    const { sequence, type, at, actor, hash } = event;
    const by = actorOf(event);
    return { sequence, type, at, actor, hash, ...(by && { by }) };
  });
}

function official(catalogue: Catalogue, { kind, agency }: Office, name: string | undefined): HistoryActor {
  return {
    kind,
    ...(agency !== undefined && { agency: namedAgency(catalogue, agency) }),
    ...(name !== undefined && { name }),
  };
}

/** Everybody who was ever named in the application: people may be replaced, what they did stays theirs. */
function applicantNames(events: readonly StoredEvent[]): ReadonlyMap<string, string> {
  const people = events
    .map(readApplicationEvent)
    .flatMap((event) =>
      event.type === 'opened' || event.type === 'people-amended' ? event.data.people : [],
    );
  return new Map(people.map(({ id, name }) => [id, name]));
}
