import type { Field } from '../../../domain/dataset.ts';
import type { PrivacyFinding } from '../../../domain/defect.ts';
import { normaliseContact, type PrivacyContext } from '../../../domain/privacy.ts';
import type { Context, SourceFile } from '../context.ts';
import type { IntakeInput, PreparedFile } from '../contract.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { Table } from '../read-table.ts';
import type { Warning } from '../refusal.ts';
import { formulaWarnings } from './formulas.ts';
import { scanTable } from './privacy-scan.ts';
import { scanDescriptor } from './scan-descriptor.ts';
import { type Scanned, scanOpaque } from './scan-opaque.ts';
import { scanOriginal } from './scan-original.ts';

/** A file published as it is. */
export interface OpaqueFile {
  readonly file: SourceFile;
  readonly inspection: Inspection;
  readonly prepared: PreparedFile;
}

export interface ScannedContent {
  readonly findings: readonly PrivacyFinding[];
  readonly warnings: readonly Warning[];
}

/** The untouched file of a table: whether it may be published, and what was found in it. */
export interface LookedAtOriginal extends Scanned {
  readonly file: OpaqueFile;
}

/** The original beside its table, looked through before it is known whether it is published. */
export async function lookAtOriginal(
  context: Context,
  input: IntakeInput,
  table: Table,
  file: OpaqueFile,
): Promise<LookedAtOriginal> {
  const { name } = file.prepared.distribution;
  return { file, ...(await scanOriginal(context, file.file, table, name, privacyContext(input))) };
}

/** Everything that is to be published, looked through for personal data (Art. 28, 45) and for formulas. */
export async function scanContent(
  context: Context,
  input: IntakeInput,
  table: Table | undefined,
  opaque: readonly OpaqueFile[],
  original: Scanned | undefined,
): Promise<ScannedContent> {
  context.progress('privacy');
  const privacy = privacyContext(input);
  const fields = table?.columns.map(({ field }) => field) ?? input.dataset.fields ?? [];
  const findings: PrivacyFinding[] = scanDescriptor(input.dataset, fields, privacy);
  const warnings: Warning[] = declarationsUsed(fields);
  if (table !== undefined) {
    findings.push(...(await scanTable(context.connection, table, privacy)));
    warnings.push(...table.warnings, ...(await formulaWarnings(context.connection, table)));
  }
  findings.push(...(original?.findings ?? []));
  if (original?.unscannable !== undefined) warnings.push(notPublished(original.unscannable));
  for (const { file, inspection, prepared } of opaque) {
    const { name } = prepared.distribution;
    const scanned = await scanOpaque(file, inspection, name, privacy);
    findings.push(...scanned.findings);
    if (scanned.unscannable === undefined) continue;
    if (input.dataset.openness.class === 'unconditional')
      findings.push({ kind: 'unscannable-file', column: name, cells: 1, examples: [] });
    warnings.push(notScanned(name, scanned.unscannable));
  }
  return { findings, warnings };
}

/** What a descriptor says of its columns makes the gate look away: whoever approves is told where. */
function declarationsUsed(fields: readonly Field[]): Warning[] {
  const declared = fields.filter(({ contains }) => contains !== undefined);
  if (declared.length === 0) return [];
  const list = declared.map(({ name, contains }) => `${name} (${contains})`).join(', ');
  const message = `By declaration some personal data is not looked for in ${list}. Check that these columns hold what is declared.`;
  return [
    {
      code: 'privacy-declarations',
      message,
      about: declared.map(({ title }) => title),
      count: declared.length,
    },
  ];
}

function notScanned(name: string, what: string): Warning {
  const message = `"${name}" (${what}) could not be scanned for personal data. Look through it before it is approved.`;
  return { code: 'attachment-not-scanned', message, about: [name], count: 1 };
}

function notPublished(what: string): Warning {
  const message = `The original file (${what}) holds more than the table, which could not be scanned for personal data: the table is published, the file is not.`;
  return { code: 'original-not-published', message, count: 1 };
}

function privacyContext({ today, officeContacts }: IntakeInput): PrivacyContext {
  return { today, officeContacts: new Set(officeContacts.map(normaliseContact)) };
}
