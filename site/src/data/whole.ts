/** The whole catalogue as the pages of lists and figures need it. */
import { catalogue, whenShown } from '../catalogue.ts';
import { agencies, entries } from '../entries.ts';
import { updateKinds } from '../update-state.ts';
import { type Chart, type ChartId, chartsOf } from './charts.ts';
import type { Line } from './line.ts';
import { type OpenList, openListOf } from './open-list.ts';
import { type CatalogueStatistics, sumFigures } from './statistics.ts';

/** More changes than a list will show; what is older stands in the history of each dataset. */
const changesKept = 100_000;

export let statistics: CatalogueStatistics;
/** All entries, by id. */
export let lines: readonly Line[];
export let charts: Readonly<Record<ChartId, Chart>>;
/** A list in which nothing changed is the same object from one catalogue to the next. */
export let lists: readonly OpenList[] = [];

/** What each list was made of. */
const ownLines = new WeakMap<OpenList, readonly Line[]>();

const chartedKinds = updateKinds.filter((kind) => kind !== 'withdrawn' && kind !== 'closed');

whenShown(() => {
  const all = [...entries.values()];
  statistics = sumFigures(all.map(({ figures }) => figures));
  lines = all.map(({ line }) => line);
  charts = chartsOf(statistics, chartedKinds);
  lists = readLists();
});

function readLists(): readonly OpenList[] {
  const before = new Map(lists.map((list) => [list.agency.id, list]));
  const byAgency = Map.groupBy(lines, ({ publisher }) => publisher);
  return agencies.flatMap((agency) => {
    const own = byAgency.get(agency.id);
    if (!own) return [];
    const known = before.get(agency.id);
    // An entry's line is another object when anything about it or about an agency changed, its history included.
    if (known && areSame(ownLines.get(known) ?? [], own)) return [known];
    const changesOf = (id: string) => catalogue.changes({ agency: id, limit: changesKept });
    const list = openListOf(agency, own, changesOf);
    ownLines.set(list, own);
    return [list];
  });
}

function areSame(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}
