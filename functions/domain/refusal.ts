/** An expected no, as a value. */
export interface Refusal<Code extends string = string> {
  /** Stable, documented, kebab-case. */
  readonly code: Code;
  /** What is wrong and what to do. */
  readonly message: string;
}
