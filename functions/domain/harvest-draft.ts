/**
 * The descriptor that would be published for what another portal tells: as much as the source says, completed by what
 * an official stated once for the source. What nobody said is not made up: the rules of publication then ask for it.
 */
import type { Agency } from './agency.ts';
import type { Dataset } from './dataset.ts';
import { checkDataset } from './dataset-rules.ts';
import type { Defect } from './defect.ts';
import { type Complement, type HarvestSource, harvestedId } from './harvest-source.ts';
import type { RuleContext } from './rule.ts';
import type { ToldPublisher, ToldRecord } from './told-record.ts';

/** The file of an entry that tells where its data lies. */
export const addressesFile = 'distributions.csv';
const addressesTitle = '数据在来源平台的地址（不含数据本身）';

/** Members of an object that the source tells win over those of the complement. */
function completed({ entry }: ToldRecord, complement: Complement): Record<string, unknown> {
  const keys = new Set([...Object.keys(entry), ...Object.keys(complement)]);
  const toldValues: Readonly<Record<string, unknown>> = entry;
  const stated: Readonly<Record<string, unknown>> = withoutOtherClass(complement, entry.openness?.class);
  return Object.fromEntries(
    [...keys].map((key) => {
      const [said, added] = [toldValues[key], stated[key]];
      const areBoth = isMembers(said) && isMembers(added);
      return [key, areBoth ? { ...added, ...said } : (said ?? added)];
    }),
  );
}

const isMembers = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Grounds and reasons that were stated for one class say nothing of entries of another. */
function withoutOtherClass(complement: Complement, toldClass: string | undefined): Complement {
  const { openness, ...rest } = complement;
  const isOther = toldClass !== undefined && openness?.class !== undefined && openness.class !== toldClass;
  return isOther ? rest : complement;
}

/** The registered agency that the source means: by its credit code, else by its whole name. */
function registered(
  publisher: ToldPublisher | undefined,
  agencies: RuleContext['agencies'],
): Agency | undefined {
  const { creditCode, name } = publisher ?? {};
  const all = [...agencies.values()];
  const byCode = all.find((agency) => creditCode !== undefined && agency.creditCode === creditCode);
  return byCode ?? all.find((agency) => name !== undefined && [agency.name, agency.nameEn].includes(name));
}

function sourceOf(told: ToldRecord, source: HarvestSource, licence: unknown): object {
  const { landingPage = source.url, identifier, publisher } = told;
  const note = [
    `采自 ${new URL(source.url).host} 的目录，其标识为 ${identifier}`,
    publisher?.name && `来源平台所称提供方：${publisher.name}`,
  ];
  return {
    title: new URL(landingPage).host,
    url: landingPage,
    ...(typeof licence === 'string' && { licence: licence.slice(0, 200) }),
    note: note.filter(Boolean).join('；').slice(0, 500),
  };
}

/** The draft, by the same keys as a descriptor; unchecked. `key` is the record's (`recordKey`). */
export function draftOf(
  told: ToldRecord,
  key: string,
  source: HarvestSource,
  agencies: RuleContext['agencies'],
): Readonly<Record<string, unknown>> {
  const { licence, contact, openness, ...rest } = completed(told, source.complement ?? {});
  const publisher = source.agency ?? registered(told.publisher, agencies)?.id;
  const agency = publisher === undefined ? undefined : agencies.get(publisher);
  const { phone, email } = agency?.contact ?? {};
  const isOpen = isMembers(openness) && 'class' in openness && openness.class === 'unconditional';
  const formats = [...new Set(told.distributions.flatMap(({ format }) => format ?? []))];
  const draft = {
    id: harvestedId(source.id, key),
    ...rest,
    publisher,
    responsibleDepartment: agency?.responsibleDepartment,
    contact: contact ?? (agency && { ...(phone && { phone }), ...(email && { email }) }),
    openness,
    formats: formats.length > 0 ? formats : undefined,
    licence: isOpen ? licence : undefined,
    sources: [sourceOf(told, source, licence)],
    // The data stays where it is: what is published with an open entry is where it can be had.
    attachments:
      isOpen && told.distributions.length > 0 ? [{ path: addressesFile, title: addressesTitle }] : undefined,
  };
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}

export type DraftCheck =
  | { readonly outcome: 'publishable'; readonly dataset: Dataset }
  | { readonly outcome: 'incomplete'; readonly defects: readonly Defect[] };

/** By the rules of publication, and one more: our own licence is nobody else's. */
export function checkDraft(draft: Readonly<Record<string, unknown>>, context: RuleContext): DraftCheck {
  const checked = checkDataset(draft, context);
  const defects = [...(checked.outcome === 'invalid' ? checked.defects : []), ...licenceDefects(draft)];
  if (checked.outcome === 'valid' && defects.length === 0)
    return { outcome: 'publishable', dataset: checked.dataset };
  return { outcome: 'incomplete', defects };
}

function licenceDefects({ openness, licence }: Readonly<Record<string, unknown>>): readonly Defect[] {
  const isOpen = isMembers(openness) && 'class' in openness && openness.class === 'unconditional';
  if (!isOpen || licence !== undefined) return [];
  const message = 'the source names no licence, and the one of this platform is not its own: name it';
  return [{ code: 'licence-not-told', path: 'licence', message }];
}
