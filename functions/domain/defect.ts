/** One thing that is wrong with a document or a table, said so that its author can mend it. All are told at once. */
export interface Defect {
  /** Stable, documented, kebab-case. */
  readonly code: string;
  /** Where in the document: `openness.legalBasis`, `fields[2].name`; for a table `row 12, column "name"`. */
  readonly path: string;
  /** What is wrong, and what to do. */
  readonly message: string;
  /** What is allowed, where a list or a pattern says it. */
  readonly allowed?: string;
  /** The article that decides, e.g. `Art. 29`. */
  readonly law?: string;
}

/** A violation of the table schema. Rows count from 1 below the header. */
export interface TableViolation {
  readonly row: number;
  readonly column: string;
  /** At most 80 characters; masked in columns that are not public. */
  readonly value: string;
  readonly rule: string;
}

export type PrivacyKind =
  | 'identity-number'
  | 'mobile-number'
  | 'bank-card'
  | 'email-address'
  | 'passport-number'
  | 'person-with-address'
  /** A file, or a part of one, that nothing could look into: a person has to. */
  | 'unscannable-file';

/** What the privacy gate found in one column (Art. 28, 45): how many cells, and the first of them, masked. */
export interface PrivacyFinding {
  readonly kind: PrivacyKind;
  /** The field's name, or the file's; for `person-with-address` the fields' names, joined by `, `. */
  readonly column: string;
  readonly cells: number;
  readonly examples: readonly { readonly row: number; readonly masked: string }[];
}
