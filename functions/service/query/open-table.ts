/** From an id and a version to the table that can be asked, or to the reason why it cannot. */
import { openFileKey } from '../../domain/file-key.ts';
import type { CatalogueEntry, Version, Withdrawal } from '../../domain/version.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Blobs } from '../ports.ts';
import type { QuerySource } from './compile.ts';

export type DatasetRefusal =
  | { readonly code: 'unknown-dataset'; readonly id: string }
  | {
      readonly code: 'dataset-withdrawn' | 'dataset-quarantined';
      readonly entry: CatalogueEntry;
      readonly withdrawn: Withdrawal;
    }
  | { readonly code: 'unknown-version'; readonly entry: CatalogueEntry }
  | {
      readonly code: 'version-withdrawn' | 'version-quarantined';
      readonly entry: CatalogueEntry;
      readonly version: Version;
      readonly withdrawn: Withdrawal;
    }
  /** Art. 28: what is conditional needs an agreement, what is withheld is not given. */
  | { readonly code: 'conditional-data' | 'withheld-data'; readonly entry: CatalogueEntry }
  | { readonly code: 'no-table'; readonly entry: CatalogueEntry; readonly version: Version }
  /** The grant's condition on rows names a column that this version does not have, or has otherwise. */
  | { readonly code: 'grant-outdated'; readonly entry: CatalogueEntry }
  /** Whole files hold more than the grant gives. */
  | { readonly code: 'partly-granted'; readonly entry: CatalogueEntry }
  /** The catalogue names a file that the blobs do not have: withdrawn this moment, or lost. */
  | { readonly code: 'file-missing'; readonly key: string };

export type Refused = { readonly outcome: 'refused'; readonly refusal: DatasetRefusal };

const refused = (refusal: DatasetRefusal): Refused => ({ outcome: 'refused', refusal });

/** The entry, unless it is unknown or withdrawn. */
export function findEntry(
  catalogue: Pick<Catalogue, 'entry'>,
  id: string,
): Refused | { readonly outcome: 'found'; readonly entry: CatalogueEntry } {
  const entry = catalogue.entry(id);
  if (!entry) return refused({ code: 'unknown-dataset', id });
  if (entry.status === 'withdrawn') {
    const withdrawn = entry.withdrawn ?? { at: entry.lastPublished, reason: '' };
    const code = withdrawn.quarantine ? 'dataset-quarantined' : 'dataset-withdrawn';
    return refused({ code, entry, withdrawn });
  }
  return { outcome: 'found', entry };
}

/** The version with this number, or the latest that stands; unless it is unknown or withdrawn. */
export function findVersion(
  entry: CatalogueEntry,
  number?: number,
): Refused | { readonly outcome: 'found'; readonly version: Version } {
  const { openness } = entry.dataset;
  if (openness.class === 'withheld') return refused({ code: 'withheld-data', entry });
  const version = entry.versions.find((candidate) =>
    number === undefined ? !candidate.withdrawn : candidate.number === number,
  );
  if (version?.withdrawn) {
    const { withdrawn } = version;
    const code = withdrawn.quarantine ? 'version-quarantined' : 'version-withdrawn';
    return refused({ code, entry, version, withdrawn });
  }
  if (!version && number === undefined && entry.versions.length > 0) return noneStands(entry);
  if (!version) return refused({ code: 'unknown-version', entry });
  return { outcome: 'found', version };
}

/** Versions there were, and none stands: as the newest of them says. */
function noneStands(entry: CatalogueEntry): Refused {
  const [version] = entry.versions;
  const withdrawn = version?.withdrawn;
  if (!version || !withdrawn?.quarantine) return refused({ code: 'unknown-version', entry });
  return refused({ code: 'version-quarantined', entry, version, withdrawn });
}

export interface OpenTable extends QuerySource {
  readonly entry: CatalogueEntry;
  readonly version: Version;
  /** sha256 of the Parquet file: what answers depend on. */
  readonly sha256: string;
}

export type OpenedTable = Refused | { readonly outcome: 'table'; readonly table: OpenTable };

/** The Parquet file of a version on this machine. */
export async function openTable(
  catalogue: Catalogue,
  blobs: Blobs,
  id: string,
  number?: number,
): Promise<OpenedTable> {
  const found = findEntry(catalogue, id);
  if (found.outcome === 'refused') return found;
  const { entry } = found;
  const chosen = findVersion(entry, number);
  if (chosen.outcome === 'refused') return chosen;
  const { version } = chosen;
  if (entry.dataset.openness.class === 'conditional') return refused({ code: 'conditional-data', entry });
  const parquet = version.distributions.find(
    ({ format, role }) => format.toUpperCase() === 'PARQUET' && role === 'data',
  );
  if (!parquet || version.fields.length === 0) return refused({ code: 'no-table', entry, version });
  const key = openFileKey(id, version.number, parquet.name);
  const path = await blobs.localFile(key);
  if (!path) return refused({ code: 'file-missing', key });
  return { outcome: 'table', table: { entry, version, path, sha256: parquet.sha256 } };
}
