/** SQL expressions that turn a cell into what clients read: dates and instants as ISO text, no NaN in JSON. */
import type { OutputColumn } from './query.ts';

/** Largest integer that a JSON reader keeps exactly. */
const safe = '9007199254740991';

/** The cell as a JSON value. An integer sum beyond 2^53 becomes a string rather than a wrong number. */
export function cellValue(column: OutputColumn, cell: string): string {
  switch (column.type) {
    case 'date':
      return `CAST(${cell} AS VARCHAR)`;
    case 'datetime':
      return isoInstant(cell);
    case 'number':
      return `CASE WHEN isfinite(CAST(${cell} AS DOUBLE)) THEN ${cell} END`;
    case 'integer':
      if (column.aggregate !== 'sum') return cell;
      return `CASE WHEN abs(${cell}) <= ${safe} THEN to_json(${cell}) ELSE to_json(CAST(${cell} AS VARCHAR)) END`;
    default:
      return cell;
  }
}

/** RFC 3339: DuckDB writes `2026-01-01 10:00:00+00` for an instant (the session's zone is UTC), and no offset for a local time. */
const isoInstant = (cell: string): string =>
  `regexp_replace(replace(CAST(${cell} AS VARCHAR), ' ', 'T'), '[+]00$', 'Z')`;

/** What makes a spreadsheet take a cell for a formula (OWASP ASVS 1.2.10). */
const formulaStart = '^[=+\\-@\\t\\r]';

/**
 * The cell as a field of a CSV record, quoted where it must be; an empty cell is empty, an empty text is `""`.
 * `escapeFormulas` puts an apostrophe before texts that a spreadsheet would run.
 */
export function cellText(column: OutputColumn, cell: string, escapeFormulas: boolean): string {
  if (column.type === 'datetime') return `coalesce(${isoInstant(cell)}, '')`;
  if (column.type !== 'string' && column.type !== 'geopoint') return `coalesce(CAST(${cell} AS VARCHAR), '')`;
  const text = escapeFormulas
    ? `CASE WHEN regexp_matches(${cell}, '${formulaStart}') THEN '''' || ${cell} ELSE ${cell} END`
    : cell;
  const quoted = `'"' || replace(${text}, '"', '""') || '"'`;
  return `CASE WHEN ${cell} IS NULL THEN '' WHEN ${cell} = '' OR regexp_matches(${cell}, '[",\\r\\n]') THEN ${quoted} ELSE ${text} END`;
}
