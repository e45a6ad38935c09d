/**
 * What lists and figures need of every entry, read once: small enough to stand in memory for 100,000 entries. An entry
 * that another catalogue holds unchanged is the same object again, so that nothing is computed twice.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Agency } from '../../functions/domain/agency.ts';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { type EntryEvaluation, evaluateEntry } from '../../functions/service/evaluation/evaluation.ts';
import { catalogue, today, whenShown } from './catalogue.ts';
import { type Line, lineOf } from './data/line.ts';
import { shownOpening } from './data/openings.ts';
import { type EntryFigures, figuresOf } from './data/statistics.ts';
import { type Listed, listedOf } from './listed.ts';

export interface ReadEntry {
  readonly digest: string;
  readonly listed: Listed;
  readonly line: Line;
  readonly figures: EntryFigures;
  /** Undefined for a withdrawn entry. */
  readonly evaluation: EntryEvaluation | undefined;
  /** Codes of the entries that it names. */
  readonly related: readonly string[];
  /** Ids of the entries that it may repeat (Art. 16). */
  readonly flagged: readonly string[];
}

/** By id, in the order of ids. */
export let entries: ReadonlyMap<string, ReadEntry> = new Map();

/** The same object as long as nothing about them changes. */
export let agencies: readonly Agency[] = [];

let readOn = '';

whenShown(() => {
  const areSame = isDeepStrictEqual(agencies, catalogue.agencies());
  if (!areSame) agencies = catalogue.agencies();
  // Entries name agencies, and tell update states for a day.
  const known = areSame && readOn === today ? entries : new Map<string, ReadEntry>();
  entries = known.size === 0 ? readAll() : readChanged(known);
  readOn = today;
});

function readOne(entry: CatalogueEntry, digest: string): ReadEntry {
  return {
    digest,
    listed: listedOf(entry, today),
    line: lineOf(entry, today, shownOpening(entry)),
    figures: figuresOf(entry, today),
    evaluation: evaluateEntry(catalogue, entry, today),
    related: entry.dataset.related ?? [],
    flagged: entry.flags.flatMap(({ related }) => related ?? []),
  };
}

function readAll(): ReadonlyMap<string, ReadEntry> {
  const digests = catalogue.digests();
  const read = new Map<string, ReadEntry>();
  for (const entry of catalogue.entries()) {
    const { id } = entry.dataset;
    read.set(id, readOne(entry, digests.get(id) ?? ''));
  }
  return read;
}

function readChanged(known: ReadonlyMap<string, ReadEntry>): ReadonlyMap<string, ReadEntry> {
  const read = new Map<string, ReadEntry>();
  for (const [id, digest] of catalogue.digests()) {
    const before = known.get(id);
    const entry = before?.digest === digest ? undefined : catalogue.entry(id);
    const now = entry ? readOne(entry, digest) : before;
    if (now) read.set(id, now);
  }
  return read;
}
