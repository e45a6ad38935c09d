/** Asks whether the addresses that the catalogue tells do answer. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import type { Answers } from './answers.ts';
import { type Addresses, addressesOf } from './assess.ts';
import { evidence } from './evidence.ts';

/** Resolves to the status with which an address of this platform answers, redirects followed; 0 when it does not. */
export type Ask = (path: string) => Promise<number>;

/** More would not fit the item, and says something about the platform rather than about an entry. */
export const mostFailed = 500;
const atOnce = 8;

export type AskedAll =
  | { readonly outcome: 'asked'; readonly answers: Answers }
  | { readonly outcome: 'unreachable'; readonly asked: number };

/** Asks every address of every entry, and of the evidence. */
export async function askAddresses(catalogue: Catalogue, ask: Ask, now: Now): Promise<AskedAll> {
  const at = now().toISOString();
  const failed: Record<string, Partial<Record<keyof Addresses, readonly string[]>>> = {};
  const failedEvidence: string[] = [];
  let [asked, failures] = [0, 0];
  const tell = (each: Question): void => {
    failures += 1;
    if (each.dataset === undefined) return void failedEvidence.push(each.path);
    const of = failed[each.dataset] ?? {};
    failed[each.dataset] = of;
    of[each.kind] = [...(of[each.kind] ?? []), each.path];
  };
  const questions = questionsOf(catalogue);
  const work = async (): Promise<void> => {
    for (const each of questions) {
      asked += 1;
      if (!isSuccess(await ask(each.path))) tell(each);
      if (failures > mostFailed) return;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (failures > mostFailed) return { outcome: 'unreachable', asked };
  return { outcome: 'asked', answers: { at, asked, failed, failedEvidence: failedEvidence.toSorted() } };
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

interface Question {
  readonly path: string;
  readonly dataset?: string;
  readonly kind: keyof Addresses;
}

/** Paths are what the platform itself is asked by, wherever it stands. */
function* questionsOf(catalogue: Catalogue): Generator<Question> {
  for (const path of new Set(evidence.flatMap(({ address }) => address ?? [])))
    yield { path, kind: 'access' };
  const source = { portalUrl: '', catalogue };
  for (const entry of catalogue.entries()) {
    if (entry.status === 'withdrawn') continue;
    const { access, download } = addressesOf(source, entry);
    const dataset = entry.dataset.id;
    for (const path of access) yield { path, dataset, kind: 'access' };
    for (const path of download) yield { path, dataset, kind: 'download' };
  }
}
