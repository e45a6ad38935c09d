/** The figures of monitoring (Art. 22), from the records and the public catalogue as they stand. */
import type { Agency } from '../../domain/agency.ts';
import {
  type DatasetFigures,
  datasetFigures,
  type Figures,
  figuresOf,
  type Matter,
  noUse,
  type Use,
} from '../../domain/monitoring.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { chinaDay } from '../clock.ts';
import { readUse } from '../use-counts.ts';
import { type MonitoringDeps, mattersOf } from './matters.ts';
import { listTasks, type TaskRequest } from './tasks.ts';

type NamedAgency = Pick<Agency, 'id' | 'name' | 'nameEn' | 'region'>;

export interface AgencyMonitoring extends Figures {
  readonly agency: NamedAgency;
}
export interface RegionMonitoring extends Figures {
  /** GB/T 2260 code. */
  readonly region: string;
}
/** With what was said and asked of it, and how often it was used this year. */
export interface DatasetMonitoring extends DatasetFigures {
  readonly use: Use;
  /** Waiting for an office. */
  readonly open: number;
  readonly openObjections: number;
}

export interface Monitoring {
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  /** In which use is counted. */
  readonly year: string;
  readonly total: Figures;
  /** By code. */
  readonly regions: readonly RegionMonitoring[];
  /** In the order of the catalogue. */
  readonly agencies: readonly AgencyMonitoring[];
}

/** Milliseconds for which figures are told again: whoever asks again and again costs no more. */
const keptFor = 5_000;

/** One for a process: it remembers what it read. */
export function createMonitoring(deps: MonitoringDeps) {
  const datasetsOf = rememberDatasets();
  let known: { readonly until: number; readonly facts: Promise<Kept> } | undefined;
  const facts = (): Promise<Kept> => {
    const now = deps.now().getTime();
    if (!known || now >= known.until) {
      const reading = { until: now + keptFor, facts: readFacts(deps, datasetsOf).then(summed) };
      known = reading;
      // A failed reading is tried again by the next who asks.
      reading.facts.catch(() => {
        if (known === reading) known = undefined;
      });
    }
    return known.facts;
  };
  return {
    tasks: (request: TaskRequest) =>
      listTasks(deps, request, () => datasetsOf(deps.catalogue(), chinaDay(deps.now()))),
    /** Of all agencies and regions. */
    all: async (): Promise<Monitoring> => (await facts()).monitoring,
    /** The datasets of one agency, most overdue first, `limit` of them from `offset` on. */
    async datasets(
      agency: string,
      { limit, offset }: { readonly limit: number; readonly offset: number },
    ): Promise<{ readonly total: number; readonly datasets: readonly DatasetMonitoring[] }> {
      const read = await facts();
      const own = read.datasets.filter((each) => each.agency === agency).toSorted(mostOverdueFirst);
      const page = own.slice(offset, offset + limit);
      const owners = page.map(({ id }) => `dataset/${id}` as const);
      const use = await readUse(deps.records, owners, read.year);
      return { total: own.length, datasets: page.map((each, at) => withOpen(each, read.open, use[at])) };
    },
  };
}
export type MonitoringService = ReturnType<typeof createMonitoring>;

interface Facts {
  readonly at: string;
  readonly year: string;
  readonly agencies: readonly NamedAgency[];
  readonly datasets: readonly DatasetFigures[];
  readonly matters: readonly Matter[];
  /** Those that wait, by dataset. */
  readonly open: ReadonlyMap<string, readonly Matter[]>;
  /** By agency. */
  readonly use: ReadonlyMap<string, Use>;
}

type Kept = Facts & { readonly monitoring: Monitoring };
const summed = (facts: Facts): Kept => ({ ...facts, monitoring: monitoringOf(facts) });

async function readFacts(
  deps: MonitoringDeps,
  datasetsOf: (catalogue: Catalogue, today: string) => readonly DatasetFigures[],
): Promise<Facts> {
  const moment = deps.now();
  const today = chinaDay(moment);
  const year = today.slice(0, 4);
  const catalogue = deps.catalogue();
  const agencies = catalogue.agencies().map(({ id, name, nameEn, region }) => ({ id, name, nameEn, region }));
  const owners = agencies.map(({ id }) => `agency/${id}` as const);
  const [matters, use] = await Promise.all([mattersOf(deps), readUse(deps.records, owners, year)]);
  const waiting = matters.filter(({ isOpen }) => isOpen);
  const byDataset = waiting.flatMap((matter) => matter.datasets.map((dataset) => ({ dataset, matter })));
  const open = new Map(
    [...Map.groupBy(byDataset, ({ dataset }) => dataset)].map(
      ([dataset, of]) => [dataset, of.map(({ matter }) => matter)] as const,
    ),
  );
  return {
    at: moment.toISOString(),
    year,
    agencies,
    datasets: datasetsOf(catalogue, today),
    matters,
    open,
    use: new Map(agencies.map(({ id }, at) => [id, use[at] ?? noUse])),
  };
}

/** The entries of a catalogue are read once a day and snapshot. */
function rememberDatasets() {
  let known: { readonly of: string; readonly figures: readonly DatasetFigures[] } | undefined;
  return (catalogue: Catalogue, today: string): readonly DatasetFigures[] => {
    const of = `${catalogue.info.digest} ${today}`;
    if (known?.of !== of) {
      const figures = [...catalogue.entries()].flatMap((entry) => datasetFigures(entry, today) ?? []);
      known = { of, figures };
    }
    return known.figures;
  };
}

function monitoringOf({ at, year, agencies, datasets, matters, use }: Facts): Monitoring {
  const ofAgencies = (ids: ReadonlySet<string>): Figures =>
    figuresOf({
      datasets: datasets.filter(({ agency }) => ids.has(agency)),
      matters: matters.filter(({ agency }) => ids.has(agency)),
      runs: matters.flatMap(({ runs }) => runs.filter(({ agency }) => ids.has(agency))),
      use: [...ids].map((id) => use.get(id) ?? noUse),
    });
  const regions = Map.groupBy(agencies, ({ region }) => region);
  const codes = [...regions.keys()].sort();
  return {
    at,
    year,
    total: ofAgencies(new Set(agencies.map(({ id }) => id))),
    regions: codes.map((region) => ({
      region,
      ...ofAgencies(new Set((regions.get(region) ?? []).map(({ id }) => id))),
    })),
    agencies: agencies.map((agency) => ({ agency, ...ofAgencies(new Set([agency.id])) })),
  };
}

const mostOverdueFirst = (one: DatasetFigures, other: DatasetFigures): number =>
  other.overdueDays - one.overdueDays || (one.id < other.id ? -1 : 1);

function withOpen(dataset: DatasetFigures, open: Facts['open'], use: Use = noUse): DatasetMonitoring {
  const waiting = open.get(dataset.id) ?? [];
  const openObjections = waiting.filter(({ kind }) => kind === 'objection').length;
  return { ...dataset, use, open: waiting.length, openObjections };
}
