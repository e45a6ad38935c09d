/**
 * The index rows of an application: derived from its state, written with its events, replaced as a whole.
 */
import type { ClockTerms } from '../../domain/application-clocks.ts';
import type { Application } from '../../domain/application-state.ts';
import { agendaOf, reportDueOf } from '../../domain/application-time.ts';
import { endOfDayInChina } from '../../domain/china-time.ts';
import type { Party } from '../../domain/party.ts';
import { placedRows } from '../placed-rows.ts';
import type { IndexRow, JsonObject, Records } from '../ports.ts';
import { runningClock } from './clock-view.ts';
import { summaryOf } from './summary.ts';

type Place = Omit<IndexRow, 'value'>;

/**
 * | index                  | key          | sort           | holds                                     |
 * |------------------------|--------------|----------------|-------------------------------------------|
 * | application-party      | the party    | id             | all of an applicant, drafts included      |
 * | application-agency     | agency       | id             | all that were submitted to it             |
 * | application-queue      | agency       | due date, id   | those that wait for it                    |
 * | application-opinion    | agency       | id             | those on which it was asked               |
 * | application-dataset    | dataset      | id             | all that were submitted for it            |
 * | application-all        | all          | id             | all that were submitted                   |
 * | application-due        | all          | due date, id   | those that wait for any agency            |
 * | application-reports    | agency       | due date, id   | those with a report of use to come        |
 * | application-reports    | all          | due date, id   | the same, of all agencies                 |
 * | application-agenda     | all          | moment, id     | those to which time alone does something  |
 */
export const applicationIndexes = {
  party: 'application-party',
  agency: 'application-agency',
  queue: 'application-queue',
  opinion: 'application-opinion',
  dataset: 'application-dataset',
  all: 'application-all',
  due: 'application-due',
  reports: 'application-reports',
  agenda: 'application-agenda',
} as const;

export const partyKey = (party: Party): `person/${string}` | `organisation/${string}` =>
  party.kind === 'person' ? `person/${party.id}` : `organisation/${party.creditCode}`;

/** Where an application stands in the indexes. */
function placesOf(id: string, state: Application, terms: ClockTerms): Place[] {
  const { party, agency, dataset, status } = state;
  const own: Place = { index: applicationIndexes.party, key: partyKey(party), sort: id };
  if (state.rounds.length === 0) return [own];
  const due = runningClock(state, terms)?.dueAt;
  const reportDue = reportDueOf(state);
  const [next] = agendaOf(state, terms);
  const asked = new Set(
    status === 'accepted' ? state.opinions.filter(({ given }) => !given).map((each) => each.agency) : [],
  );
  return [
    own,
    { index: applicationIndexes.agency, key: agency, sort: id },
    { index: applicationIndexes.dataset, key: dataset, sort: id },
    { index: applicationIndexes.all, key: 'all', sort: id },
    ...[...asked].map((key) => ({ index: applicationIndexes.opinion, key, sort: id })),
    ...(due === undefined
      ? []
      : [
          { index: applicationIndexes.queue, key: agency, sort: `${due}/${id}` },
          { index: applicationIndexes.due, key: 'all', sort: `${due}/${id}` },
        ]),
    ...(reportDue === undefined
      ? []
      : [agency, 'all'].map((key) => {
          return { index: applicationIndexes.reports, key, sort: `${endOfDayInChina(reportDue)}/${id}` };
        })),
    ...(next ? [{ index: applicationIndexes.agenda, key: 'all', sort: `${next.at}/${id}` }] : []),
  ];
}

/** The rows to put, and those of before to remove. */
export async function indexRows(
  records: Records,
  id: string,
  state: Application,
  terms: ClockTerms,
): Promise<{ readonly put: readonly IndexRow[]; readonly remove: readonly Place[] }> {
  const places = placesOf(id, state, terms);
  const value = JSON.parse(JSON.stringify(summaryOf(id, state, terms))) as JsonObject;
  const rows = places.map((place) => ({ ...place, value }));
  return placedRows(records, 'application-places', id, rows);
}
