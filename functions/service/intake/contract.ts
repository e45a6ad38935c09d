/** What intake takes and answers: the heavy part of a publication, done by DuckDB in a work directory, no port involved. */
import type { Dataset } from '../../domain/dataset.ts';
import type { Defect, PrivacyFinding, TableViolation } from '../../domain/defect.ts';
import type { Distribution, QualityReport, Version } from '../../domain/version.ts';

export interface IntakeInput {
  readonly dataset: Dataset;
  /** Where the descriptor's files lie. */
  readonly directory: string;
  /** An existing, empty directory for staging; the caller deletes it. Must be on a real disk (DuckDB spills there). */
  readonly workDirectory: string;
  /** Phones and e-mail addresses of offices that may appear in the data: the descriptor's and the agencies' contacts. */
  readonly officeContacts: readonly string[];
  /** The latest published version, to compare with. */
  readonly previous?: {
    readonly number: number;
    readonly contentHash: string;
    readonly fields: Version['fields'];
    /** Its Parquet distribution on this machine; absent for opaque content. */
    readonly parquet?: string;
  };
  /** DuckDB's memory limit in MiB (default 512). */
  readonly memoryMiB?: number;
  /** The day of the scan, CCYY-MM-DD, Asia/Shanghai: birth dates in identity numbers lie before it. */
  readonly today: string;
  /** Called with 0–1 and a word for what is being done. */
  readonly onProgress?: (done: number, step: string) => void;
}

/** A file ready to be stored under its hash. */
export interface PreparedFile {
  readonly path: string;
  readonly distribution: Distribution;
}

export type PreparedVersion = Pick<
  Version,
  'rows' | 'fields' | 'quality' | 'sample' | 'difference' | 'contentHash' | 'source'
> & {
  readonly files: readonly PreparedFile[];
  readonly findings: readonly PrivacyFinding[];
  /** Non-blocking remarks of any content, e.g. an attachment that could not be scanned; a table's are in `quality` too. */
  readonly warnings: QualityReport['warnings'];
};

export type IntakeResult =
  | { readonly outcome: 'prepared'; readonly version: PreparedVersion }
  /** The content equals `previous`. It was scanned all the same: its class may have changed. */
  | { readonly outcome: 'unchanged'; readonly findings: readonly PrivacyFinding[] }
  | {
      readonly outcome: 'refused';
      readonly defects: readonly Defect[];
      /** The first 100, in row order. */
      readonly violations: readonly TableViolation[];
      /** How many of each `column: rule` in all rows. */
      readonly violationCounts: Readonly<Record<string, number>>;
    };
