type Cells = readonly (string | number | null | undefined)[];

/** A table as RFC 4180 text: CRLF line ends, fields quoted where they must be, absent values empty. */
export const toCsv = (header: readonly string[], rows: Iterable<Cells>): string =>
  csvLines([header, ...rows]);

/** The lines of a table, each with its end. */
export function csvLines(rows: Iterable<Cells>): string {
  let text = '';
  for (const row of rows) text += `${row.map(cell).join(',')}\r\n`;
  return text;
}

function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
