/** What a person in front of a terminal is told of one publication. */
import type { Defect, PrivacyFinding } from '../domain/defect.ts';
import type { PublishResult, TableSummary } from '../service/publication/contract.ts';

const count = new Intl.NumberFormat('en-US');

/** The report, its first line the summary. Cells of the data appear masked or not at all. */
export function publicationReport(id: string, result: PublishResult): string {
  switch (result.outcome) {
    case 'unchanged':
      return `= ${id}: unchanged`;
    case 'published':
      return [
        publishedLine(id, result),
        ...(result.table ? readLine(result.table) : []),
        ...result.flags.map(({ code, message }) => `    ${code}: ${message}`),
        ...(result.warnings ?? []).map(
          ({ code, message, count: n }) => `    warning ${code}: ${message} (${n})`,
        ),
      ].join('\n');
    case 'blocked':
      return [
        `! ${id}: held back by the privacy gate (Art. 28, 45)`,
        ...result.findings.flatMap(findingLines),
        `    content ${result.contentHash}`,
        '    mend the data, or have an override requested and approved by two people',
      ].join('\n');
    case 'invalid':
      return [`x ${id}: not publishable`, ...result.defects.map(defectLine), ...violationLines(result)].join(
        '\n',
      );
    case 'refused':
      return `x ${id}: ${result.refusal.code}: ${result.refusal.message}`;
  }
}

function publishedLine(id: string, result: Extract<PublishResult, { outcome: 'published' }>): string {
  const rows = result.table?.rows == null ? '' : `, ${count.format(result.table.rows)} rows`;
  const what = result.version === undefined ? 'entry' : `version ${result.version}${rows}`;
  return `${result.dryRun ? '~' : '+'} ${id}: ${what}${result.dryRun ? ' would be published' : ' published'}`;
}

function readLine({ source }: TableSummary): string[] {
  if (!source) return [];
  const delimiter = source.delimiter && `delimiter ${JSON.stringify(source.delimiter)}`;
  return [`    read as ${[source.format, source.encoding, delimiter].filter(Boolean).join(', ')}`];
}

function findingLines({ kind, column, cells, examples }: PrivacyFinding): string[] {
  const shown = examples.slice(0, 5).map(({ row, masked }) => `row ${row}: ${masked}`);
  return [
    `    ${kind} in column "${column}", ${count.format(cells)} cells`,
    ...shown.map((line) => `      ${line}`),
  ];
}

function defectLine({ path, message, allowed, law }: Defect): string {
  return `    ${path || '(document)'}: ${message}${allowed ? `; allowed: ${allowed}` : ''}${law ? ` [${law}]` : ''}`;
}

function violationLines({
  violations,
  violationCounts,
}: Extract<PublishResult, { outcome: 'invalid' }>): string[] {
  const counts = Object.entries(violationCounts).map(
    ([rule, cells]) => `    ${rule}: ${count.format(cells)}`,
  );
  const first = violations.map(
    ({ row, column, value, rule }) => `      row ${row}, ${column}: ${JSON.stringify(value)} breaks ${rule}`,
  );
  return [...counts, ...first];
}
