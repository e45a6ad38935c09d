/** One run: reads a source page by page, notes what is new, changed or gone, and never stops for a single record. */

import type { Actor } from '../../domain/actor.ts';
import { recordKey } from '../../domain/harvest-source.ts';
import type { Harvested, HarvestedContext } from '../../domain/harvested.ts';
import { canonicalText } from '../../domain/hash-chain.ts';
import type { BadRecord, FoundRecord } from '../../domain/told-record.ts';
import type { Now } from '../clock.ts';
import { sha256 } from '../event-log.ts';
import type { OutgoingRules } from '../http/outgoing.ts';
import type { Records } from '../ports.ts';
import { carryOut, entriesAnAppend, loadSeen, type Order, type SeenEntry } from './entries.ts';
import { fetchPage, type HarvestLimits, pageFailure, usualLimits } from './fetch-page.ts';
import { loadPages, rememberPage } from './page-rows.ts';
import { readers } from './pages.ts';
import { type KnownSource, noteRun } from './sources.ts';

export interface HarvestDeps {
  readonly records: Records;
  readonly now: Now;
  readonly rules: OutgoingRules;
  readonly limits?: Partial<HarvestLimits>;
}

export interface HarvestProgress {
  readonly page: number;
  readonly records: number;
  /** What the source says that there are. */
  readonly total?: number;
}

export interface HarvestOptions {
  readonly actor: Actor;
  /** Reads and compares, and writes nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: HarvestProgress) => void;
}

type Change = 'new' | 'changed' | 'returned' | 'unchanged' | 'gone';

export interface HarvestReport {
  readonly pages: number;
  /** Of them, those that the source said had not changed. */
  readonly pagesUnchanged: number;
  readonly counts: Readonly<Record<Change, number>>;
  readonly bad: readonly {
    readonly page: number;
    readonly identifier?: string;
    readonly reason: BadRecord;
  }[];
  readonly gone: readonly Harvested[];
  /** Why the run ended before the end of the catalogue. */
  readonly failure?: { readonly page: number; readonly url: string; readonly reason: string };
  /** Everything was read, and every record could be told from the others: whatever is missing is gone. */
  readonly isComplete: boolean;
}

interface Run {
  readonly deps: HarvestDeps;
  readonly known: KnownSource;
  readonly options: HarvestOptions;
  readonly context: HarvestedContext;
  readonly limits: HarvestLimits;
  readonly seen: ReadonlyMap<string, SeenEntry>;
  readonly met: Set<string>;
  readonly counts: Record<Change, number>;
  readonly bad: HarvestReport['bad'][number][];
  orders: Order[];
  pages: number;
  pagesUnchanged: number;
  total: number | undefined;
}

export async function harvest(
  deps: HarvestDeps,
  known: KnownSource,
  options: HarvestOptions,
): Promise<HarvestReport> {
  const { source } = known;
  const now = deps.now().toISOString();
  const run: Run = {
    deps,
    known,
    options,
    context: { actor: options.actor, agency: source.agency, now },
    limits: { ...usualLimits, ...deps.limits },
    seen: await loadSeen(deps.records, source.id),
    met: new Set(),
    counts: { new: 0, changed: 0, returned: 0, unchanged: 0, gone: 0 },
    bad: [],
    orders: [],
    pages: 0,
    pagesUnchanged: 0,
    total: undefined,
  };
  const failure = await readPages(run);
  const isComplete = !failure && run.bad.every(({ identifier }) => identifier !== undefined);
  const gone = isComplete ? await noteGone(run) : [];
  await flush(run);
  const latest = { at: now, isComplete, records: run.met.size, bad: run.bad.length };
  if (!options.dryRun) await noteRun(deps.records, known, latest);
  const { pages, pagesUnchanged, counts, bad } = run;
  return { pages, pagesUnchanged, counts, bad, gone, isComplete, ...(failure && { failure }) };
}

async function readPages(run: Run): Promise<HarvestReport['failure']> {
  const { deps, known, limits } = run;
  const { source } = known;
  const remembered = await loadPages(deps.records, source.id);
  const end = deps.now().getTime() + limits.runMs;
  const visited = new Set<string>();
  const origins = new Set([new URL(source.url).origin, ...source.origins]);
  let url: string | undefined = readers[source.kind].first(source.url);
  for (let page = 1; url !== undefined; page += 1) {
    const failed = (reason: string) => ({ page, url: String(url), reason });
    const left = end - deps.now().getTime();
    if (left <= 0) return failed('run-too-long');
    if (page > limits.pages) return failed('too-many-pages');
    if (visited.has(url)) return failed('loop');
    // Wherever a page sends us: to the source itself, or where an operator said that its pages may lie.
    if (!origins.has(new URL(url).origin)) return failed('other-origin');
    visited.add(url);
    const before = remembered.get(page);
    const outcome = await readPage(run, {
      page,
      url,
      left,
      before: before?.url === url ? before : undefined,
    });
    if ('reason' in outcome) return failed(outcome.reason);
    // What redirects lead to is the source's own word; from there on its pages may lie there as well.
    if (page === 1 && outcome.origin !== undefined) origins.add(outcome.origin);
    url = outcome.next;
  }
  return undefined;
}

interface Asked {
  readonly page: number;
  readonly url: string;
  /** Milliseconds of the run. */
  readonly left: number;
  readonly before: Parameters<typeof rememberPage>[3] | undefined;
}
type PageOutcome =
  | { readonly next: string | undefined; readonly origin?: string }
  | { readonly reason: string };

async function readPage(run: Run, { page, url, left, before }: Asked): Promise<PageOutcome> {
  const { deps, known, limits, options } = run;
  const { id, kind } = known.source;
  const rules = { ...deps.rules, totalMs: Math.min(left, limits.requestMs), mostBytes: limits.answerBytes };
  const validators = before?.validators ?? {};
  const answer = await fetchPage({ url, accept: readers[kind].accept, validators, rules });
  if (answer.outcome === 'failed') return answer;
  run.pages += 1;
  if (answer.outcome === 'unchanged') {
    run.pagesUnchanged += 1;
    run.total = before?.total ?? run.total;
    for (const [key, { entry, page: at }] of run.seen) if (at === page && !entry.gone) meet(run, key);
    tell(run, page);
    return { next: before?.next };
  }
  const badBefore = run.bad.length;
  try {
    const { records, next, total } = await readers[kind].read(answer);
    run.total = total ?? run.total;
    for await (const found of records) {
      if (run.met.size + run.bad.length >= limits.records) return { reason: 'too-many-records' };
      await take(run, page, found);
    }
    await flush(run);
    tell(run, page);
    // A page with a bad record is read again, so that it is told again.
    const isRemembered = run.bad.length === badBefore && Object.keys(answer.validators).length > 0;
    if (isRemembered && !options.dryRun) {
      const more = { ...(next !== undefined && { next }), ...(total !== undefined && { total }) };
      await rememberPage(deps.records, id, page, { url, validators: answer.validators, ...more });
    }
    return { next, origin: new URL(answer.url).origin };
  } catch (error) {
    return { reason: pageFailure(error) };
  } finally {
    answer.leave();
  }
}

function tell({ options, met, bad, total }: Run, page: number): void {
  options.onProgress?.({ page, records: met.size + bad.length, ...(total !== undefined && { total }) });
}

/** Of a page that did not change: unless it has moved to a page that did. */
function meet(run: Run, key: string): void {
  if (run.met.has(key)) return;
  run.met.add(key);
  run.counts.unchanged += 1;
}

async function take(run: Run, page: number, found: FoundRecord): Promise<void> {
  if (found.outcome === 'bad') {
    const { identifier, reason } = found;
    // It is still there, though nobody can read it: what was known of it stands.
    if (identifier !== undefined) run.met.add(recordKey(identifier, sha256));
    run.bad.push({ page, reason, ...(identifier !== undefined && { identifier }) });
    return;
  }
  const { record } = found;
  const key = recordKey(record.identifier, sha256);
  if (run.met.has(key)) {
    run.bad.push({ page, identifier: record.identifier, reason: 'repeated' });
    return;
  }
  const hash = sha256(canonicalText(record));
  const seen = run.seen.get(key);
  const change =
    seen === undefined
      ? 'new'
      : seen.entry.hash !== hash
        ? 'changed'
        : seen.entry.gone
          ? 'returned'
          : 'unchanged';
  run.met.add(key);
  run.counts[change] += 1;
  if (change !== 'unchanged')
    run.orders.push({ key, page, command: { type: 'find', key, hash, told: record } });
  else if (seen?.page !== page) run.orders.push({ key, page });
  if (run.orders.length >= entriesAnAppend) await flush(run);
}

/** What the source told before and does not tell now. */
async function noteGone(run: Run): Promise<readonly Harvested[]> {
  const gone = [...run.seen.values()].flatMap(({ entry }) =>
    run.met.has(entry.key) || entry.gone ? [] : [entry],
  );
  const lastSeen = run.known.complete?.at;
  for (const { key, firstSeen } of gone) {
    run.counts.gone += 1;
    run.orders.push({ key, command: { type: 'miss', lastSeen: lastSeen ?? firstSeen } });
    if (run.orders.length >= entriesAnAppend) await flush(run);
  }
  return gone;
}

async function flush(run: Run): Promise<void> {
  const { deps, known, options, context, orders } = run;
  run.orders = [];
  if (orders.length === 0 || options.dryRun) return;
  await carryOut(deps.records, known.source.id, orders, context);
}
