import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Dataset } from '../../domain/dataset.ts';
import type { Version } from '../../domain/version.ts';
import type { Progress } from './progress.ts';
import type { Warning } from './refusal.ts';

/** What every step of one intake shares. */
export interface Context {
  readonly connection: DuckDBConnection;
  readonly dataset: Dataset;
  /** A path in the work directory. */
  readonly work: (name: string) => string;
  readonly progress: Progress;
}

export const workPath = (directory: string) => (name: string) => join(directory, name);

/** A column of the staged table, in the order of the file. */
export interface StagedColumn {
  /** The header as delivered, trimmed. */
  readonly header: string;
  /**
   * What the source itself says of the values: `text` values are never read as numbers; a typed column (Parquet)
   * needs no guess. Absent where the source has no types.
   */
  readonly kind?: 'text' | 'number' | 'boolean' | 'date' | 'datetime' | 'integer';
}

/** The delivered table as a Parquet file of texts: columns `c0`, `c1`, …; empty cells are null; rows in order. */
export interface Staged {
  readonly path: string;
  readonly columns: readonly StagedColumn[];
  readonly rows: number;
  /** Rows of a row group: few enough that one of them fits memory. */
  readonly groupRows: number;
  readonly source: NonNullable<Version['source']>;
  readonly warnings: readonly Warning[];
}

/** How the original file reads: where it lies, what it is called in messages. */
export interface SourceFile {
  readonly path: string;
  /** The name in the descriptor. */
  readonly name: string;
}
