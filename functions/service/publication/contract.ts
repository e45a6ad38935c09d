/** The use cases around a publication, as the CLI and the API call them. */
import type { Actor } from '../../domain/actor.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Defect, PrivacyFinding, TableViolation } from '../../domain/defect.ts';
import type { CatalogueEntry, Purge, QualityReport, Version } from '../../domain/version.ts';

export interface PublishRequest {
  /** The descriptor, unchecked. */
  readonly document: unknown;
  /** Where the files it names lie. */
  readonly directory: string;
  readonly actor: Actor;
  /** Checks everything, stores nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number, step: string) => void;
}

export interface Refusal {
  /** Stable, documented, kebab-case. */
  readonly code: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** What a publication says of the table it read. */
export interface TableSummary {
  readonly rows: number | null;
  readonly fields: Version['fields'];
  readonly quality: QualityReport | null;
  readonly source?: Version['source'];
}

export type PublishResult =
  | {
      readonly outcome: 'published';
      readonly dataset: Dataset;
      /** Absent when only metadata changed or the class has no data. */
      readonly version?: number;
      readonly table?: TableSummary;
      readonly flags: CatalogueEntry['flags'];
      /** Remarks that do not hinder, e.g. cells that a spreadsheet would run as formulas. */
      readonly warnings?: QualityReport['warnings'];
      readonly dryRun: boolean;
    }
  | { readonly outcome: 'unchanged'; readonly dataset: Dataset }
  /** The privacy gate holds it back (Art. 28, 45): mend the data, or request an override. */
  | {
      readonly outcome: 'blocked';
      readonly dataset: Dataset;
      readonly contentHash: string;
      readonly findings: readonly PrivacyFinding[];
    }
  | {
      readonly outcome: 'invalid';
      readonly defects: readonly Defect[];
      readonly violations: readonly TableViolation[];
      readonly violationCounts: Readonly<Record<string, number>>;
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** What a publication comes to before its content is looked at. */
export type Admission =
  | { readonly outcome: 'admitted'; readonly dataset: Dataset }
  | Extract<PublishResult, { readonly outcome: 'invalid' | 'refused' }>;

export type CommandResult =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** `purge`: what every public address answered afterwards; absent where this process cannot ask them. */
export type QuarantineResult =
  | { readonly outcome: 'done'; readonly purge?: Purge['places'] }
  | Extract<CommandResult, { readonly outcome: 'refused' }>;

interface Reasoned {
  readonly id: string;
  readonly actor: Actor;
  readonly reason: string;
}

export interface PublicationService {
  /** Checks the descriptor and the rights of its publisher, and nothing that needs the files. */
  admit(request: Pick<PublishRequest, 'document' | 'actor'>): Promise<Admission>;
  publish(request: PublishRequest): Promise<PublishResult>;
  requestOverride(
    command: Reasoned & { readonly legalBasis: string; readonly contentHash: string },
  ): Promise<CommandResult>;
  /** By a second person (never the requester). */
  approveOverride(command: {
    readonly id: string;
    readonly actor: Actor;
    readonly contentHash: string;
  }): Promise<CommandResult>;
  refuseOverride(command: Reasoned & { readonly contentHash: string }): Promise<CommandResult>;
  withdrawVersion(
    command: Reasoned & { readonly version: number; readonly legalBasis?: string },
  ): Promise<CommandResult>;
  withdrawDataset(command: Reasoned & { readonly legalBasis?: string }): Promise<CommandResult>;
  /** Takes a version, or without one the whole dataset, offline at once (Art. 43, 45), and proves it. */
  quarantine(
    command: Reasoned & {
      readonly version?: number;
      readonly legalBasis?: string;
      readonly objection?: string;
    },
  ): Promise<QuarantineResult>;
  requestRelease(
    command: Reasoned & { readonly version?: number; readonly legalBasis: string },
  ): Promise<CommandResult>;
  /** By a second person (never the requester). */
  approveRelease(command: Omit<Reasoned, 'reason'> & { readonly version?: number }): Promise<CommandResult>;
  refuseRelease(command: Reasoned & { readonly version?: number }): Promise<CommandResult>;
  /** The full entry as the records hold it, with its event history; for the publisher's own view. */
  history(id: string, actor: Actor): Promise<PublicationHistory | { outcome: 'refused'; refusal: Refusal }>;
}

export interface PublicationHistory {
  readonly outcome: 'found';
  readonly entry: CatalogueEntry | undefined;
  readonly events: readonly {
    readonly sequence: number;
    readonly type: string;
    readonly at: string;
    readonly actor: string;
  }[];
  readonly pendingOverride?: { readonly contentHash: string; readonly requestedBy: string };
}
