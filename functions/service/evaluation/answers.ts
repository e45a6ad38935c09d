/** Whether the addresses that the catalogue tells did answer when they were last asked: kept as one item. */
import type { CatalogueEntry } from '../../domain/version.ts';
import type { JsonObject, Records } from '../ports.ts';
import type { Addresses } from './assess.ts';

/** What did not answer with a success; whatever else was asked did. Addresses begin with a slash. */
export interface Answers {
  /** When the asking began, ISO 8601, UTC. */
  readonly at: string;
  /** How many addresses were asked. */
  readonly asked: number;
  readonly failed: Readonly<Record<string, { readonly [kind in keyof Addresses]?: readonly string[] }>>;
  /** Addresses of the evidence. */
  readonly failedEvidence: readonly string[];
}

const key = 'evaluation/answers';

export async function keepAnswers(records: Pick<Records, 'put'>, answers: Answers): Promise<void> {
  await records.put(key, answers as unknown as JsonObject);
}

/** Undefined as long as nobody has asked. */
export async function keptAnswers(records: Pick<Records, 'get'>): Promise<Answers | undefined> {
  return (await records.get(key)) as Answers | undefined;
}

/** An entry by its id, and the instant since which it has the addresses that it has. */
export interface AskedEntry {
  readonly id: string;
  readonly since: string;
}

export const askedEntry = ({ dataset, versions, firstPublished }: CatalogueEntry): AskedEntry => ({
  id: dataset.id,
  since: versions[0]?.issued ?? firstPublished,
});

/** Whether an entry's addresses answered: all of them, which is more than the assessment demands. */
export function answerOf(
  answers: Answers | undefined,
  { id, since }: AskedEntry,
  kind: keyof Addresses,
): 'met' | 'missing' | 'unasked' {
  if (!answers || Date.parse(since) > Date.parse(answers.at)) return 'unasked';
  return answers.failed[id]?.[kind] ? 'missing' : 'met';
}
