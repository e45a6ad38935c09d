/** The proof of a quarantine: every public address is asked, and what it answers is recorded. */
import type { CatalogueEntry, Purge, Version } from '../../domain/version.ts';

export interface Place {
  /** From the root of the portal. */
  readonly address: string;
  /** Nothing may be answered there; elsewhere other data may stand. */
  readonly mustBeGone: boolean;
}

export interface PurgeDeps {
  /** Every public address at which something of it can stand. `entry` is the public view of before. */
  readonly placesOf: (entry: CatalogueEntry, number: number | undefined) => readonly Place[];
  /** Asks an address as anybody would; redirects are not followed. */
  readonly ask: (address: string) => Promise<Response>;
}

/** How often an address is asked that has no room at the moment. */
const attempts = 20;
const isBusy = (status: number): boolean => status === 429 || status === 503;

/** Addresses asked at the same time. */
const lanes = 8;

/** Asks every place for what was taken offline of `before`, and tells what each answered. */
export async function purgePlaces(
  { placesOf, ask }: PurgeDeps,
  before: CatalogueEntry,
  number: number | undefined,
): Promise<Purge['places']> {
  const waiting = placesOf(before, number).map((place) => ({ place, attempt: 1 }));
  const traces = tracesOf(before, number);
  const told: Purge['places'][number][] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { place, attempt } = next;
      const answer = await asked(ask, place, traces);
      // Asked again behind the others: exports, for one, are made a few at a time.
      if (isBusy(answer.status) && attempt < attempts) waiting.push({ place, attempt: attempt + 1 });
      else told.push(answer);
    }
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return told.toSorted((one, other) => (one.address < other.address ? -1 : 1));
}

async function asked(
  ask: PurgeDeps['ask'],
  { address, mustBeGone }: Place,
  traces: readonly string[],
): Promise<Purge['places'][number]> {
  const response = await ask(address);
  const { status } = response;
  const location = response.headers.get('Location') ?? '';
  const isTold = traces.some((trace) => location.includes(trace)) || (await holds(response, traces));
  // An outage or a limit of requests proves nothing.
  const isAnswer = mustBeGone ? status === 404 || status === 410 : status < 500 && status !== 429;
  return { address, status, isGone: !isTold && isAnswer };
}

/** What names the content that is gone, and nothing that stays: hashes of its files, and where they lay. */
function tracesOf({ dataset, versions }: CatalogueEntry, number: number | undefined): readonly string[] {
  // What was gone before is spoken of by the proof of its own.
  const isGone = (version: Version) =>
    !version.withdrawn && (number === undefined || version.number === number);
  const stays = new Set(
    versions
      .filter((version) => !isGone(version) && !version.withdrawn)
      .flatMap(({ distributions }) => distributions.map(({ sha256 }) => sha256)),
  );
  return versions.filter(isGone).flatMap((version) => [
    `/files/${dataset.id}/${version.number}/`,
    ...version.distributions
      // Reports hold none of the data, and other data may have the very same.
      .filter(({ role, sha256 }) => role !== 'report' && !stays.has(sha256))
      .map(({ sha256 }) => sha256),
  ]);
}

/** Whether one of `traces` stands anywhere in the body, however large it is. */
async function holds(response: Response, traces: readonly string[]): Promise<boolean> {
  if (!response.body) return false;
  const longest = Math.max(0, ...traces.map(({ length }) => length));
  let rest = '';
  for await (const piece of response.body) {
    const text = rest + Buffer.from(piece).toString('latin1');
    if (traces.some((trace) => text.includes(trace))) return true;
    rest = text.slice(-longest);
  }
  return false;
}
