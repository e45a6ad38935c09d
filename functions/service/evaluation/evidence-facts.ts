/** What the evidence counts, in one pass over the public catalogue; withdrawn entries do not count. */
import type { Agency } from '../../domain/agency.ts';
import type { Opening } from '../../domain/opening.ts';
import { updateState } from '../../domain/update-cycle.ts';
import { type CatalogueEntry, hasTable, latestOf } from '../../domain/version.ts';

/** Numbers of entries, but for `rows`, `applications` and the two sets. */
export interface EvidenceFacts {
  entries: number;
  open: number;
  conditional: number;
  withheld: number;
  /** With a table, open or not. */
  tables: number;
  contacts: number;
  priority: number;
  previews: number;
  downloads: number;
  interfaces: number;
  conditions: number;
  reasons: number;
  english: number;
  histories: number;
  fragments: number;
  hollow: number;
  overdue: number;
  dictionaries: number;
  licences: number;
  machineReadable: number;
  /** That somebody keeps as a favourite. */
  favourites: number;
  rows: number;
  applications: number;
  readonly agencies: Set<string>;
  readonly themes: Set<string>;
}

type Fact = Exclude<keyof EvidenceFacts, 'agencies' | 'themes' | 'rows' | 'applications'>;

/** What one entry adds: small, so that those of every entry can be kept. */
export interface EntryEvidence {
  readonly facts: readonly Fact[];
  readonly rows: number;
  readonly applications: number;
  readonly agency: string;
  readonly theme: string;
}

const fewRows = 10;
const halfFilled = 0.5;

/** `today`: CCYY-MM-DD in China. `isMachineReadable`: by the European list (`assess.ts`). Expects a published entry. */
export function evidenceOf(
  entry: CatalogueEntry,
  known: {
    readonly agency: Agency | undefined;
    readonly opening: Opening;
    readonly today: string;
    readonly isMachineReadable: boolean;
    /** People who keep it. */
    readonly favourites: number;
  },
): EntryEvidence {
  const { dataset } = entry;
  const latest = latestOf(entry);
  const is = dataset.openness.class;
  const isTable = (latest?.fields.length ?? 0) > 0;
  const [isOpen, isConditional, isWithheld] = [
    is === 'unconditional',
    is === 'conditional',
    is === 'withheld',
  ];
  const contact = { ...known.agency?.contact, ...dataset.contact };
  const told: Readonly<Record<Fact, boolean>> = {
    entries: true,
    open: isOpen,
    conditional: isConditional,
    withheld: isWithheld,
    tables: isTable,
    contacts: Boolean(contact.phone ?? contact.email),
    priority: dataset.priority !== undefined,
    // Where groups must be large no row is shown; the fields are.
    previews:
      isConditional && isTable && ((latest?.sample.length ?? 0) > 0 || dataset.minGroup !== undefined),
    downloads: isOpen && (latest?.distributions.length ?? 0) > 0,
    interfaces: isOpen && hasTable(latest),
    conditions: isConditional && Boolean(dataset.openness.conditions),
    reasons: isWithheld && Boolean(dataset.openness.reason && dataset.openness.legalBasis),
    english: dataset.titleEn !== undefined,
    histories: entry.versions.length > 1,
    fragments: isTable && latest?.rows != null && latest.rows < fewRows && !dataset.mayBeEmpty,
    hollow: isTable && (latest?.quality?.completeness ?? 1) < halfFilled && (latest?.rows ?? 0) > 0,
    overdue: latest !== undefined && updateState(entry, known.today).state === 'overdue',
    dictionaries: isTable && (latest?.fields ?? []).every(({ title }) => title !== ''),
    // A descriptor that names none has the platform's own (`domain/licence.ts`).
    licences: isOpen,
    machineReadable: isOpen && known.isMachineReadable,
    favourites: known.favourites > 0,
  };
  return {
    facts: (Object.keys(told) as Fact[]).filter((fact) => told[fact]),
    rows: latest?.rows ?? 0,
    applications: known.opening.applications,
    agency: dataset.publisher,
    theme: dataset.theme,
  };
}

/** Linear in the number of entries. */
export function sumEvidence(of: Iterable<EntryEvidence>): EvidenceFacts {
  const facts: EvidenceFacts = {
    entries: 0,
    open: 0,
    conditional: 0,
    withheld: 0,
    tables: 0,
    contacts: 0,
    priority: 0,
    previews: 0,
    downloads: 0,
    interfaces: 0,
    conditions: 0,
    reasons: 0,
    english: 0,
    histories: 0,
    fragments: 0,
    hollow: 0,
    overdue: 0,
    dictionaries: 0,
    licences: 0,
    machineReadable: 0,
    favourites: 0,
    rows: 0,
    applications: 0,
    agencies: new Set(),
    themes: new Set(),
  };
  for (const each of of) {
    for (const fact of each.facts) facts[fact] += 1;
    facts.rows += each.rows;
    facts.applications += each.applications;
    facts.agencies.add(each.agency);
    facts.themes.add(each.theme);
  }
  return facts;
}
