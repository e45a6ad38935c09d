/**
 * How well the agencies do (Art. 22): of every dataset, agency and region quantity, quality, update state, use, what people
 * said and asked, and clocks met and missed. Pure sums: the same facts give the same figures.
 */
import { type ClockFigures, type ClockRun, clockFigures } from './clock-run.ts';
import { type UpdateState, updateState } from './update-cycle.ts';
import { type CatalogueEntry, latestOf } from './version.ts';

export const openness = ['unconditional', 'conditional', 'withheld'] as const;

/** Since the first day of the year in China. */
export interface Use {
  readonly downloads: number;
  readonly queries: number;
}
export const noUse: Use = { downloads: 0, queries: 0 };

/** Each between 0 and 1. */
export interface Quality {
  readonly completeness: number;
  readonly validity: number;
  readonly uniqueness: number;
}

export interface DatasetFigures {
  readonly id: string;
  readonly title: string;
  readonly titleEn: string | null;
  readonly agency: string;
  readonly openness: (typeof openness)[number];
  /** Of the newest version; null where it has no table, or none is public. */
  readonly rows: number | null;
  readonly bytes: number;
  readonly quality: Quality | null;
  /** Withheld data is not published, so it cannot be late. */
  readonly update: UpdateState['state'];
  readonly dueOn: string | null;
  /** Days past the due date; for `irregular` past the date of review. 0 when in time. */
  readonly overdueDays: number;
}

/** The figures of a published entry on the day `today` of China; undefined for what is withdrawn. */
export function datasetFigures(entry: CatalogueEntry, today: string): DatasetFigures | undefined {
  if (entry.status === 'withdrawn') return undefined;
  const { id, title, titleEn, publisher: agency, openness: opened } = entry.dataset;
  const version = latestOf(entry);
  const { completeness, validity, uniqueness } = version?.quality ?? {};
  const isMeasured = completeness !== undefined && validity !== undefined && uniqueness !== undefined;
  const isWithheld = opened.class === 'withheld';
  const update: UpdateState = isWithheld ? { state: 'never', days: 0 } : updateState(entry, today);
  return {
    id,
    title,
    titleEn: titleEn ?? null,
    agency,
    openness: opened.class,
    rows: version?.rows ?? null,
    bytes: version?.distributions.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0,
    quality: isMeasured ? { completeness, validity, uniqueness } : null,
    update: update.state,
    dueOn: update.dueOn ?? null,
    overdueDays: update.state === 'overdue' ? -update.days : 0,
  };
}

export const matterKinds = [
  'application',
  'complaint',
  'data-request',
  'question',
  'correction',
  'rating',
  'reuse',
  'objection',
] as const;
export type MatterKind = (typeof matterKinds)[number];

/** Something that somebody brought before an office. Holds no person and no word of theirs. */
export interface Matter {
  readonly kind: MatterKind;
  readonly id: string;
  /** The office that has it. */
  readonly agency: string;
  readonly datasets: readonly string[];
  readonly receivedAt: string;
  /** Whether it waits for an office. */
  readonly isOpen: boolean;
  /** For which, where not for the one that has it. */
  readonly waitsFor?: string;
  readonly runs: readonly ClockRun[];
}

export interface MatterFigures {
  readonly received: number;
  readonly open: number;
}

export interface Figures {
  readonly datasets: { readonly total: number } & Readonly<Record<(typeof openness)[number], number>>;
  readonly rows: number;
  readonly bytes: number;
  /** Means of the datasets that were measured; null where none was. */
  readonly quality: (Quality & { readonly datasets: number }) | null;
  readonly updates: Readonly<Record<UpdateState['state'], number>> & { readonly mostOverdueDays: number };
  readonly use: Use;
  readonly matters: Readonly<Record<MatterKind, MatterFigures>>;
  readonly clocks: readonly ClockFigures[];
}

/** What is counted together: of an agency, a region or the whole province. */
export interface Counted {
  readonly datasets: readonly DatasetFigures[];
  readonly matters: readonly Matter[];
  /** Clocks run against whom they run against, who need not be the office that has the matter. */
  readonly runs: readonly ClockRun[];
  readonly use: readonly Use[];
}

export function figuresOf({ datasets, matters, runs, use }: Counted): Figures {
  const inClass = (name: string): number => datasets.filter((each) => each.openness === name).length;
  const inState = (name: string): number => datasets.filter(({ update }) => update === name).length;
  return {
    datasets: {
      total: datasets.length,
      unconditional: inClass('unconditional'),
      conditional: inClass('conditional'),
      withheld: inClass('withheld'),
    },
    rows: sum(datasets, ({ rows }) => rows ?? 0),
    bytes: sum(datasets, ({ bytes }) => bytes),
    quality: meanQuality(datasets.flatMap(({ quality }) => quality ?? [])),
    updates: {
      current: inState('current'),
      due: inState('due'),
      overdue: inState('overdue'),
      never: inState('never'),
      mostOverdueDays: datasets.reduce((most, { overdueDays }) => Math.max(most, overdueDays), 0),
    },
    use: { downloads: sum(use, (each) => each.downloads), queries: sum(use, (each) => each.queries) },
    matters: matterFigures(matters),
    clocks: clockFigures(runs),
  };
}

function matterFigures(matters: readonly Matter[]): Figures['matters'] {
  const of = (kind: MatterKind): MatterFigures => {
    const own = matters.filter((matter) => matter.kind === kind);
    return { received: own.length, open: own.filter(({ isOpen }) => isOpen).length };
  };
  return Object.fromEntries(matterKinds.map((kind) => [kind, of(kind)])) as Figures['matters'];
}

const sum = <T>(of: readonly T[], value: (one: T) => number): number =>
  of.reduce((total, one) => total + value(one), 0);

/** To four digits, so that sums of binary fractions are told alike everywhere. */
export const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;

function meanQuality(measured: readonly Quality[]): Figures['quality'] {
  if (measured.length === 0) return null;
  const mean = (of: (one: Quality) => number): number => rounded(sum(measured, of) / measured.length);
  return {
    completeness: mean((one) => one.completeness),
    validity: mean((one) => one.validity),
    uniqueness: mean((one) => one.uniqueness),
    datasets: measured.length,
  };
}
