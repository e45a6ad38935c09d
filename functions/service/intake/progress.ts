/** The steps of an intake and the share of the work done when each begins, as measured on a table of a gigabyte. */
const steps = {
  inspect: 0,
  read: 0.05,
  check: 0.25,
  csv: 0.4,
  privacy: 0.5,
  parquet: 0.6,
  jsonl: 0.7,
  xlsx: 0.8,
  quality: 0.85,
  compare: 0.95,
  checksums: 0.98,
} as const;
export type Step = keyof typeof steps;
export type Progress = (step: Step) => void;

export function progressOf(report?: (done: number, step: string) => void): Progress {
  return (step) => report?.(steps[step], step);
}
