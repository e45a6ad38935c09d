/** What a publication produces: an immutable version with its distributions, quality and differences. */
import type { Dataset, Field } from './dataset.ts';
import type { Suspicion } from './one-source.ts';

export type Scalar = string | number | boolean | null;
/** A row as JSON: dates and datetimes as ISO text, geopoints as "longitude,latitude". */
export type Row = Readonly<Record<string, Scalar>>;

export interface Distribution {
  /** The last segment of `/files/{id}/{version}/{name}`. */
  readonly name: string;
  /** CSV, JSONL, XLSX, PARQUET, or the upper-cased extension of an opaque file. */
  readonly format: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Lower-case hex; also the blob's address. */
  readonly sha256: string;
  /** `data`: made by the platform from the table; `original`: as delivered; `attachment`: opaque; `report`: quality, checksums. */
  readonly role: 'data' | 'original' | 'attachment' | 'report';
  readonly title?: string;
}

export interface FieldQuality {
  readonly name: string;
  /** Cells that are not null, of all rows. */
  readonly filled: number;
  /** Distinct values (exact below 1,000,000 rows, otherwise estimated). */
  readonly distinct: number;
  readonly minimum?: Scalar;
  readonly maximum?: Scalar;
}

/** What the check of a publication remarks on without refusing it; pages have words for each. */
export const remarkCodes = [
  'nested-values',
  'formula-like-cells',
  'mixed-types',
  'privacy-declarations',
  'attachment-not-scanned',
  'original-not-published',
  'other-sheets',
  'error-cells',
  'blank-rows',
  'merged-cells',
] as const;

export interface Remark {
  readonly code: (typeof remarkCodes)[number];
  /** In English, for whoever publishes. */
  readonly message: string;
  /** Names of the columns, sheets or files that it is about, where it is about some. */
  readonly about?: readonly string[];
  readonly count: number;
}

/** Each score is between 0 and 1. Timeliness is not stored: it depends on the day it is asked (see update-cycle.ts). */
export interface QualityReport {
  readonly rows: number;
  /** Share of cells that are filled. */
  readonly completeness: number;
  /** Share of cells that satisfy type and constraints. */
  readonly validity: number;
  /** Share of rows that are not an exact duplicate (or repeat a declared key). */
  readonly uniqueness: number;
  readonly fields: readonly FieldQuality[];
  /** E.g. cells that a spreadsheet would run as formulas. */
  readonly warnings: readonly Remark[];
}

/** What changed from one version to the next. Rows are compared by the declared key; without one, as whole rows. */
export interface Difference {
  readonly from: number;
  readonly rowsAdded: number;
  readonly rowsRemoved: number;
  /** Null when no key is declared. */
  readonly rowsChanged: number | null;
  readonly columnsAdded: readonly string[];
  readonly columnsRemoved: readonly string[];
  readonly columnsRetyped: readonly string[];
}

export interface Withdrawal {
  readonly at: string;
  readonly reason: string;
  readonly legalBasis?: string;
  /** Taken offline at once and for now (Art. 43, 45), and by whom: it returns only by the decision of two people. */
  readonly quarantine?: QuarantineOffice;
  /** Which public addresses were asked afterwards, and what each answered. */
  readonly purge?: Purge;
}

export type QuarantineOffice = 'agency' | 'bureau';

/** The proof that a quarantine has reached every place. */
export interface Purge {
  readonly at: string;
  readonly places: readonly {
    readonly address: string;
    /** Of the HTTP answer. */
    readonly status: number;
    /** Whether nothing of what was taken offline is there. */
    readonly isGone: boolean;
  }[];
}

export interface Version {
  /** Counts from 1 within the dataset. */
  readonly number: number;
  /** ISO 8601 instant, UTC. */
  readonly issued: string;
  readonly note?: string;
  /** Null for purely opaque content. */
  readonly rows: number | null;
  /** Declared or inferred; empty for opaque content. */
  readonly fields: readonly Field[];
  /** Empty for conditional data in anything public. */
  readonly distributions: readonly Distribution[];
  readonly quality: QualityReport | null;
  readonly sample: readonly Row[];
  readonly difference?: Difference;
  /** sha256 over the content (the table and every file published as delivered), not over metadata: unchanged content makes no new version. */
  readonly contentHash: string;
  /** How the delivered file was read, for display. */
  readonly source?: { readonly encoding?: string; readonly delimiter?: string; readonly format: string };
  readonly withdrawn?: Withdrawal;
}

/** What the public catalogue holds of one dataset. */
export interface CatalogueEntry {
  readonly dataset: Dataset;
  readonly status: 'published' | 'withdrawn';
  /** Newest first. Empty for withheld data. */
  readonly versions: readonly Version[];
  /** Set when the whole dataset is withdrawn: a tombstone, never silently gone. */
  readonly withdrawn?: Withdrawal;
  /** First and latest publication of this entry, ISO 8601 UTC. */
  readonly firstPublished: string;
  readonly lastPublished: string;
  /** Flags told at publication, e.g. a possible duplicate of another entry (Art. 16). */
  readonly flags: readonly {
    readonly code: Suspicion;
    readonly message: string;
    readonly related?: string;
  }[];
}

/** How an entry stands for whoever reads it. */
export const standingOf = ({
  status,
  withdrawn,
}: Pick<CatalogueEntry, 'status' | 'withdrawn'>): 'published' | 'withdrawn' | 'quarantined' =>
  withdrawn?.quarantine ? 'quarantined' : status;

/** The newest version that stands. */
export const latestOf = ({ versions }: Pick<CatalogueEntry, 'versions'>): Version | undefined =>
  versions.find((version) => !version.withdrawn);

/** Whether anyone can ask questions of its rows. */
export const hasTable = (version: Version | undefined): boolean =>
  version?.distributions.some(({ format, role }) => role === 'data' && format === 'PARQUET') ?? false;
