/** Conditional opening in figures (Art. 28): one row per conditional dataset, and one per grant with effect. */
import { grantsAt, hasOpening, type OpenGrant, type Opening, termOf } from '../../domain/opening.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Columns, csvOf } from './csv.ts';

interface Opened {
  readonly entry: CatalogueEntry;
  readonly opening: Opening;
  readonly grants: readonly OpenGrant[];
}

const openingColumns: Columns<Opened> = {
  dataset_id: ({ entry }) => entry.dataset.id,
  title: ({ entry }) => entry.dataset.title,
  publisher: ({ entry }) => entry.dataset.publisher,
  ground: ({ entry }) => entry.dataset.openness.ground,
  conditions: ({ entry }) => entry.dataset.openness.conditions,
  applications: ({ opening }) => opening.applications,
  approved: ({ opening }) => opening.approved,
  rejected: ({ opening }) => opening.rejected,
  lapsed: ({ opening }) => opening.lapsed,
  revoked: ({ opening }) => opening.revoked,
  mean_working_days: ({ opening }) => opening.meanWorkingDays,
  active_grants: ({ grants }) => grants.length,
};

interface Granted extends Pick<Opened, 'entry'> {
  readonly grant: OpenGrant;
}

const grantColumns: Columns<Granted> = {
  decision: ({ grant }) => grant.decision,
  dataset_id: ({ entry }) => entry.dataset.id,
  title: ({ entry }) => entry.dataset.title,
  publisher: ({ entry }) => entry.dataset.publisher,
  organisation: ({ grant }) => grant.organisation,
  credit_code: ({ grant }) => grant.creditCode,
  purpose: ({ grant }) => grant.purpose,
  fields: ({ grant }) => grant.fields.join(' '),
  valid_from: ({ grant }) => termOf(grant).first,
  valid_until: ({ grant }) => termOf(grant).last,
};

/** Ordered by id of the dataset. */
function* opened(catalogue: Catalogue, now: string): Generator<Opened> {
  for (const entry of catalogue.entries()) {
    if (!hasOpening(entry)) continue;
    const opening = catalogue.opening(entry.dataset.id);
    yield { entry, opening, grants: grantsAt(opening, now) };
  }
}

export const conditionalOpenings = (catalogue: Catalogue, now: string): string =>
  csvOf(openingColumns, opened(catalogue, now));

export function conditionalGrants(catalogue: Catalogue, now: string): string {
  const rows = opened(catalogue, now).flatMap(({ entry, grants }) =>
    grants.map((grant) => ({ entry, grant })),
  );
  return csvOf(grantColumns, rows);
}
