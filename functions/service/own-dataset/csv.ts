/** A cell; absent values are empty. */
export type Cell = string | number | null | undefined;
/** The columns of a table by name, in their order, each with what it says of a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>;

/** A table as CSV (RFC 4180, LF); the same rows give the same text. */
export function csvOf<Row>(columns: Columns<Row>, rows: Iterable<Row>): string {
  const lines = [Object.keys(columns).join(',')];
  for (const row of rows)
    lines.push(
      Object.values(columns)
        .map((value) => quoted(value(row)))
        .join(','),
    );
  return `${lines.join('\n')}\n`;
}

function quoted(value: Cell): string {
  const text = String(value ?? '');
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
