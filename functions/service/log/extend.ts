/** What the log has to say next, decided by one conditional write: whoever comes second looks anew. */
import { changeKeys, leafText, nothingLogged, sayOf } from '../../domain/catalogue-log.ts';
import { allRows } from '../all-rows.ts';
import { chinaDay } from '../clock.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { IndexRow, JsonObject } from '../ports.ts';
import { type Extension, type LogDeps, logStream, readExtension } from './contract.ts';
import { type EntryRow, entriesIndex, readEntryRow } from './entries.ts';
import { keepHeads } from './heads.ts';
import { verifierKeys } from './signers.ts';

/** Of the 256 KiB of an event. */
const leafBytes = 150_000;
/** Of the rows of an append, and of its 3 MiB. */
const most = { rows: 50, rowBytes: 1_500_000 } as const;

type State = Omit<Extension, 'leaves' | 'from'> & { readonly size: number };

/** Adds what is missing, as much as one event takes; answers whether there may be more. */
export async function extendLog(deps: LogDeps): Promise<'extended' | 'in step'> {
  const known = await loadHead(deps.records, logStream);
  const state = await stateOf(deps, known.length);
  const at = deps.now().toISOString();
  const signers = await deps.signers(known.length === 0);
  const { leaves: ofKeys, keys } = changeKeys(state.keys, verifierKeys(state.origin, signers), at);
  const day = chinaDay(deps.now());
  const ofAudit = day === state.day ? [] : [await keepHeads(deps, day, at)];
  const own = [...ofKeys, ...ofAudit].map(leafText);
  const { leaves: ofEntries, put, isWhole } = await missing(deps, state.size + own.length);
  const leaves = [...own, ...ofEntries];
  if (leaves.length > 0) {
    const data: Extension = { origin: state.origin, from: state.size, leaves, keys, day };
    const event = { type: 'log-extended', at, actor: 'platform', data };
    const { outcome } = await appendEvents(deps.records, logStream, known, [event], { put });
    return outcome === 'appended' && isWhole ? 'in step' : 'extended';
  }
  // Rows alone: what changed of an entry was nothing that the log tells.
  if (put.length > 0) await appendEvents(deps.records, logStream, known, [], { put });
  return isWhole ? 'in step' : 'extended';
}

async function stateOf({ records, portalUrl }: LogDeps, length: number): Promise<State> {
  const [last] = length === 0 ? [] : await records.load(logStream, length - 1);
  // Named once: the log stays the same when the portal moves.
  if (!last) return { origin: `${portalUrl.replace(/^https?:\/\//, '')}/log`, size: 0, keys: [], day: '' };
  const { origin, from, leaves, keys, day } = readExtension(last.data);
  return { origin, size: from + leaves.length, keys, day };
}

interface Missing {
  readonly leaves: readonly string[];
  readonly put: readonly IndexRow[];
  /** Whether nothing else is missing. */
  readonly isWhole: boolean;
}

/** The leaves that entries lack, numbered from `next`. */
async function missing({ records, catalogue }: LogDeps, next: number): Promise<Missing> {
  const rows = new Map((await allRows(records, entriesIndex.index, entriesIndex.key)).map(readEntryRow));
  // Taken now: a catalogue that was replaced is closed after a while.
  const of = catalogue();
  const sequences = of.sequences();
  const leaves: string[] = [];
  const put: IndexRow[] = [];
  let [room, rowRoom]: [number, number] = [leafBytes, most.rowBytes];
  for (const [id, digest] of digestsOf(of)) {
    const row = rows.get(id);
    const sequence = sequences.get(id) ?? 0;
    // A process that still has the catalogue of before does not turn time back.
    if (row && (row.digest === digest || row.sequence > sequence)) continue;
    const entry = of.entry(id);
    if (!entry) continue;
    if (put.length === most.rows || rowRoom < 0) return { leaves, put, isWhole: false };
    const said = sayOf(entry, row?.logged ?? nothingLogged, next + leaves.length, room);
    // What did not fit is looked at again: its digest is not noted.
    const value: EntryRow = { digest: said.isWhole ? digest : '', sequence, logged: said.logged };
    put.push({ ...entriesIndex, sort: id, value: value as unknown as JsonObject });
    leaves.push(...said.leaves);
    if (!said.isWhole) return { leaves, put, isWhole: false };
    const used = said.leaves.reduce((sum, leaf) => sum + Buffer.byteLength(JSON.stringify(leaf)), 0);
    [room, rowRoom] = [room - used, rowRoom - JSON.stringify(value).length];
  }
  return { leaves, put, isWhole: true };
}

/** Without the figures of applications, which the log does not tell. */
function* digestsOf(catalogue: ReturnType<LogDeps['catalogue']>): Generator<readonly [string, string]> {
  for (const [id, digest] of catalogue.digests()) yield [id, digest.split(' ')[0] ?? ''];
}
