/** The whole catalogue as the pages of lists and figures need it, read in one pass. */
import type { CatalogueEntry } from '../../../functions/domain/version.ts';
import { catalogue, today } from '../catalogue.ts';
import { updateKinds } from '../update-state.ts';
import { chartsOf } from './charts.ts';
import { type Line, lineOf } from './line.ts';
import { openLists } from './open-list.ts';
import { shownOpening } from './openings.ts';
import { collectStatistics } from './statistics.ts';

/** More changes than a list will show; what is older stands in the history of each dataset. */
const changesKept = 100_000;

const read: Line[] = [];

function* reading(): Generator<CatalogueEntry> {
  for (const entry of catalogue.entries()) {
    read.push(lineOf(entry, today, shownOpening(entry)));
    yield entry;
  }
}

export const statistics = collectStatistics(reading(), today);
/** All entries, by id. */
export const lines: readonly Line[] = read;
export const charts = chartsOf(
  statistics,
  updateKinds.filter((kind) => kind !== 'withdrawn' && kind !== 'closed'),
);
export const lists = openLists(catalogue.agencies(), lines, (agency) =>
  catalogue.changes({ agency, limit: changesKept }),
);
