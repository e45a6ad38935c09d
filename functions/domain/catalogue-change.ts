/** Of a version where `version` is told, else of the whole dataset. */
type QuarantineChange = 'quarantined' | 'released';

/** One line of the history of the open list (Art. 29: published and dynamically updated). */
export interface CatalogueChange {
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  readonly kind:
    | 'added'
    | 'metadata'
    | 'version'
    | 'reclassified'
    | 'version-withdrawn'
    | 'withdrawn'
    | QuarantineChange;
  /** The version it speaks of, where it speaks of one. */
  readonly version?: number;
  /** For `reclassified`: the openness before and after. */
  readonly from?: string;
  readonly to?: string;
  /** For `metadata` and `reclassified`: the properties of the entry that are others now. */
  readonly properties?: readonly string[];
  readonly reason?: string;
}
