/** What is the same of every occurrence of a problem (RFC 9457, 3.1). */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** What whoever receives it should do. */
  readonly advice: string;
}
