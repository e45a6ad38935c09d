/** The yearly evaluation as files: HTML and PDF to read, XLSX and CSV to reckon with, each figure with its events. */
import { buffer } from 'node:stream/consumers';
import {
  type Assessment,
  assess,
  dimensions,
  type Fact,
  figureNames,
  figures,
  type Weights,
} from '../../domain/yearly-evaluation.ts';
import { sha256 } from '../event-log.ts';
import { type CellKind, workbookStream } from '../intake/outputs/workbook.ts';
import type { MonitoringDeps } from '../monitoring/matters.ts';
import { type Cell, type Columns, csvOf } from '../own-dataset/csv.ts';
import { factsOf } from './facts.ts';
import { reportHtml, reportPdf } from './pages.ts';
import type { Year } from './year.ts';

export interface Report {
  readonly year: Year;
  readonly weights: Weights;
  /** Best first, then by id; those of which nothing can be said last. */
  readonly assessments: readonly (Assessment & { readonly name: string })[];
  readonly facts: readonly Fact[];
  /** Of the list of facts as CSV. */
  readonly sha256: string;
}

/** Reads every stream of events once. Deterministic for the same records, catalogue, weights and end of the year. */
export async function makeReport(deps: MonitoringDeps, year: Year, weights: Weights): Promise<Report> {
  const facts = await factsOf(deps, year);
  const agencies = deps.catalogue().agencies();
  const names = new Map(agencies.map(({ id, name }) => [id, name]));
  const assessments = assess(
    agencies.map(({ id }) => id),
    facts,
    weights,
  )
    .map((each) => ({ ...each, name: names.get(each.agency) ?? each.agency }))
    .sort((one, other) => (other.total ?? -1) - (one.total ?? -1) || (one.agency < other.agency ? -1 : 1));
  return { year, weights, assessments, facts, sha256: sha256(csvOf(factColumns, facts)) };
}

const factColumns: Columns<Fact> = {
  agency: ({ agency }) => agency,
  figure: ({ figure }) => figure,
  about: ({ about }) => about,
  value: ({ value }) => value,
  stream: ({ stream }) => stream,
  sequence: ({ sequence }) => (sequence === 0 ? null : sequence),
  hash: ({ hash }) => hash,
  at: ({ at }) => at,
};

interface Row {
  readonly agency: string;
  readonly name: string;
  readonly dimension: string;
  /** Of the dimension, 0 to 100; a dimension's own row has no figure. */
  readonly score: number | null;
  readonly weight: number | null;
  readonly figure: string | null;
  readonly value: number | null;
  /** How many facts are behind it. */
  readonly facts: number | null;
}

const rowColumns: Columns<Row & { readonly year: number }> = {
  year: ({ year }) => year,
  agency: ({ agency }) => agency,
  name: ({ name }) => name,
  dimension: ({ dimension }) => dimension,
  score: ({ score }) => score,
  weight: ({ weight }) => weight,
  figure: ({ figure }) => figure,
  value: ({ value }) => value,
  facts: ({ facts }) => facts,
};

/** One row for each agency's total, dimension and figure. */
function rowsOf({ assessments, weights, year }: Report): (Row & { readonly year: number })[] {
  return assessments.flatMap(({ agency, name, scores, total, figures: values }) => {
    const own = { agency, name, year: year.year };
    const none = { figure: null, value: null, facts: null };
    return [
      { ...own, ...none, dimension: 'total', score: total, weight: null },
      ...dimensions.flatMap((dimension) => [
        { ...own, ...none, dimension, score: scores[dimension], weight: weights.weights[dimension] },
        ...figureNames
          .filter((figure) => figures[figure].dimension === dimension)
          .map((figure) => ({ ...own, dimension, score: null, weight: null, figure, ...values[figure] })),
      ]),
    ];
  });
}

/** File names with their bytes; the same report gives the same bytes. */
export async function reportFiles(report: Report): Promise<Readonly<Record<string, string | Uint8Array>>> {
  const base = `evaluation-${report.year.year}`;
  const rows = rowsOf(report);
  const sheets = [
    sheetOf('评价', rowColumns, rows, ['year', 'score', 'weight', 'value', 'facts']),
    sheetOf('依据的事件', factColumns, report.facts, ['value', 'sequence']),
  ];
  return {
    [`${base}.html`]: reportHtml(report),
    [`${base}.pdf`]: await reportPdf(report),
    [`${base}.xlsx`]: await buffer(workbookStream(sheets)),
    [`${base}.csv`]: csvOf(rowColumns, rows),
    [`${base}-events.csv`]: csvOf(factColumns, report.facts),
  };
}

/** Rows of a sheet that are handed over at once. */
const batch = 1_000;

function sheetOf<One>(name: string, columns: Columns<One>, rows: readonly One[], numbers: readonly string[]) {
  const kindOf = (column: string): CellKind => (numbers.includes(column) ? 'number' : 'text');
  const text = (cell: Cell): string | null => (cell === null || cell === undefined ? null : String(cell));
  const batches = async function* () {
    for (let from = 0; from < rows.length; from += batch)
      yield rows
        .slice(from, from + batch)
        .map((row) => Object.values(columns).map((cell) => text(cell(row))));
  };
  return {
    name,
    columns: Object.keys(columns).map((column) => ({ name: column, kind: kindOf(column) })),
    rows: batches(),
  };
}
