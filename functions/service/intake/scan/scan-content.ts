import type { PrivacyFinding } from '../../../domain/defect.ts';
import { normaliseContact, type PrivacyContext } from '../../../domain/privacy.ts';
import type { Context, SourceFile } from '../context.ts';
import type { IntakeInput, PreparedFile } from '../contract.ts';
import type { Inspection } from '../detect/inspect.ts';
import type { Table } from '../read-table.ts';
import type { Warning } from '../refusal.ts';
import { formulaWarnings } from './formulas.ts';
import { scanTable } from './privacy-scan.ts';
import { scanOpaque } from './scan-opaque.ts';

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

/** Everything that is to be published, looked through for personal data (Art. 28, 45) and for formulas. */
export async function scanContent(
  context: Context,
  input: IntakeInput,
  table: Table | undefined,
  opaque: readonly OpaqueFile[],
): Promise<ScannedContent> {
  context.progress('privacy');
  const privacy = privacyContext(input);
  const findings: PrivacyFinding[] = [];
  const warnings: Warning[] = [];
  if (table !== undefined) {
    findings.push(...(await scanTable(context.connection, table, privacy)));
    warnings.push(...table.warnings, ...(await formulaWarnings(context.connection, table)));
  }
  for (const { file, inspection } of opaque) {
    const scanned = await scanOpaque(file, inspection, privacy);
    findings.push(...scanned.findings);
    warnings.push(...scanned.warnings);
  }
  return { findings, warnings };
}

function privacyContext({ today, officeContacts }: IntakeInput): PrivacyContext {
  return { today, officeContacts: new Set(officeContacts.map(normaliseContact)) };
}
