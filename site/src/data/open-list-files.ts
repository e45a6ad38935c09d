/** The open lists as `/open-list.csv` and `/open-list.json`. */
import type { ChangeRow } from '../../../functions/service/catalogue/catalogue.ts';
import { csvLines } from './csv.ts';
import type { Line } from './line.ts';
import type { Edition, OpenList } from './open-list.ts';

interface Row {
  readonly list: OpenList;
  readonly line: Line;
  readonly change?: ChangeRow;
  readonly isNew: boolean;
  readonly page: string;
}

/** The columns of the CSV, in their order. */
const columns: Readonly<Record<string, (row: Row) => string | number | null | undefined>> = {
  agency: ({ list }) => list.agency.id,
  agency_name: ({ list }) => list.agency.name,
  credit_code: ({ list }) => list.agency.creditCode,
  dataset: ({ line }) => line.id,
  code: ({ line }) => line.code,
  title: ({ line }) => line.title,
  title_en: ({ line }) => line.titleEn,
  status: ({ line }) => line.status,
  theme: ({ line }) => line.theme,
  openness: ({ line }) => line.openness.class,
  ground: ({ line }) => line.openness.ground,
  reason: ({ line }) => line.openness.reason,
  legal_basis: ({ line }) => line.openness.legalBasis,
  conditions: ({ line }) => line.openness.conditions,
  applications: ({ line }) => line.opening?.applications,
  approved: ({ line }) => line.opening?.approved,
  rejected: ({ line }) => line.opening?.rejected,
  lapsed: ({ line }) => line.opening?.lapsed,
  revoked: ({ line }) => line.opening?.revoked,
  mean_working_days: ({ line }) => line.opening?.meanWorkingDays,
  active_grants: ({ line }) => line.opening?.grants.length,
  priority: ({ line }) => line.priority?.grounds.join(' '),
  update_cycle: ({ line }) => line.updateCycle,
  update_state: ({ line }) => line.update.kind,
  issued: ({ line }) => line.issued,
  modified: ({ line }) => line.modified,
  version: ({ line }) => line.version,
  rows: ({ line }) => line.rows,
  formats: ({ line }) => line.formats.join(' '),
  last_change: ({ change }) => change?.kind,
  last_changed_at: ({ change }) => change?.at,
  in_latest_edition: ({ isNew }) => (isNew ? 'yes' : 'no'),
  withdrawn_at: ({ line }) => line.withdrawn?.at,
  withdrawn_reason: ({ line }) => line.withdrawn?.reason,
  page: ({ page }) => page,
  edition: ({ list }) => list.editions[0]?.version,
  edition_date: ({ list }) => list.editions[0]?.date,
};

/** Makes the bytes of a list once: a list in which nothing changed is the same object in the next catalogue. */
function onceAList(make: (list: OpenList, portal: string) => string) {
  const made = new WeakMap<OpenList, { readonly portal: string; readonly bytes: Buffer }>();
  return (list: OpenList, portal: string): Buffer => {
    const known = made.get(list);
    if (known?.portal === portal) return known.bytes;
    const bytes = Buffer.from(make(list, portal));
    made.set(list, { portal, bytes });
    return bytes;
  };
}

const csvOf = onceAList((list, portal) =>
  csvLines(rowsOf(list, portal).map((row) => Object.values(columns).map((value) => value(row)))),
);

/** Every agency's open list, one line an entry, in UTF-8; `portal` is the public address without a trailing slash. */
export function openListCsv(lists: readonly OpenList[], portal: string): Buffer<ArrayBuffer> {
  return Buffer.concat([
    Buffer.from(csvLines([Object.keys(columns)])),
    ...lists.map((list) => csvOf(list, portal)),
  ]);
}

function rowsOf(list: OpenList, portal: string): readonly Row[] {
  const latest = new Set(list.editions[0]?.changes.map(({ entry }) => entry));
  const changed = lastChanges(list.editions);
  return list.lines.map((line) => ({
    list,
    line,
    change: changed.get(line.id),
    isNew: latest.has(line.id),
    page: `${portal}/datasets/${line.id}/`,
  }));
}

/** The newest change of each entry. */
function lastChanges(editions: readonly Edition[]): ReadonlyMap<string, ChangeRow> {
  const oldestFirst = editions.flatMap(({ changes }) => changes).toReversed();
  return new Map(oldestFirst.map((change) => [change.entry, change]));
}

const jsonOf = onceAList(({ agency, lines, counts, withdrawn, editions }, portal) =>
  JSON.stringify({
    id: agency.id,
    name: agency.name,
    nameEn: agency.nameEn,
    creditCode: agency.creditCode,
    page: `${portal}/agencies/${agency.id}/`,
    counts: { ...counts, withdrawn },
    version: editions[0]?.version ?? null,
    latestEdition: editions[0]?.date ?? null,
    entries: lines.map(({ publisher: _, ...line }) => ({
      ...line,
      page: `${portal}/datasets/${line.id}/`,
    })),
    editions: editions.map(({ version, date, at, changes }) => ({
      version,
      date,
      at,
      changes: changes.map(({ agency: _, ...change }) => change),
    })),
  }),
);

/** The same lists as JSON, with the editions of each: what changed, on which day, why. */
export function openListJson(
  lists: readonly OpenList[],
  portal: string,
  catalogue: { readonly updated: string; readonly digest: string },
): Buffer<ArrayBuffer> {
  const head = JSON.stringify({ updated: catalogue.updated, catalogue: catalogue.digest });
  const agencies = lists.flatMap((list, index) => [
    Buffer.from(index === 0 ? '' : ','),
    jsonOf(list, portal),
  ]);
  return Buffer.concat([Buffer.from(`${head.slice(0, -1)},"agencies":[`), ...agencies, Buffer.from(']}\n')]);
}

/** All entries of a class that is not open to everybody: ground, reason and legal basis of each (Art. 28, 29). */
export function restrictedJson(
  lines: readonly Line[],
  openness: 'conditional' | 'withheld',
  portal: string,
  updated: string,
): string {
  const entries = lines
    .filter((line) => line.status === 'published' && line.openness.class === openness)
    .map(({ id, code, title, titleEn, publisher, theme, openness: why, contact }) => {
      const { class: _class, ...reasons } = why;
      const page = `${portal}/datasets/${id}/`;
      return { id, code, title, titleEn, agency: publisher, theme, ...reasons, contact, page };
    });
  return `${JSON.stringify({ updated, class: openness, total: entries.length, entries })}\n`;
}
