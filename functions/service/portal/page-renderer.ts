/** What the pages are made of. */
export interface PageEdition {
  /** Path of the snapshot that the pages show. */
  readonly snapshot: string;
  /** The moment that the pages speak of, ISO 8601 UTC. */
  readonly moment: string;
  /** Path of the file that tells what the search index holds; without it the index holds this very catalogue. */
  readonly searchBase?: string;
}

export interface ShownPages {
  /** Request paths of pages to render, and of those that are no more. */
  readonly touched: readonly string[];
  readonly removed: readonly string[];
  /** What the search needs besides its index, by file name. */
  readonly search: Readonly<Record<string, unknown>>;
}

/** Renders single pages; remembers which edition it shows. One at a time. */
export interface PageRenderer {
  /** Shows another edition and answers what differs from the one before; everything, the first time or with `all`. */
  show(edition: PageEdition, all?: boolean): Promise<ShownPages>;
  /** The bytes of a page by its request path. Throws for a path that is none. */
  render(path: string): Promise<Uint8Array>;
}
