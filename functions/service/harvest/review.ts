/** What officials do with what was harvested: look at it, accept it as an entry of the catalogue, or reject it. */
import type { Actor } from '../../domain/actor.ts';
import type { Dataset } from '../../domain/dataset.ts';
import type { Defect } from '../../domain/defect.ts';
import { checkDraft, draftOf } from '../../domain/harvest-draft.ts';
import {
  type Harvested,
  type HarvestedRefusalCode,
  type LookedAt,
  refuseHarvested,
} from '../../domain/harvested.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { ToldRecord } from '../../domain/told-record.ts';
import { loadAgencies } from '../agencies.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import { carryOut, findContent, findSeen, loadSeen } from './entries.ts';
import { loadSources } from './sources.ts';

export interface ReviewDeps {
  readonly records: Records;
  readonly now: Now;
}

/** An entry with all that whoever decides must see. */
export interface HarvestedEntry {
  readonly source: string;
  /** The agency that the source stands for: it is the publisher, whatever is corrected. */
  readonly agency?: string;
  readonly entry: Harvested;
  readonly told: ToldRecord;
  readonly draft: Readonly<Record<string, unknown>>;
  /** What stands between the draft and its publication. */
  readonly defects: readonly Defect[];
  /** As it was last accepted; it may have changed at the source since. */
  readonly accepted?: Dataset;
}

/** Members of the draft that are to be others; `null` takes one out. Id, and the agency a source stands for, stay. */
export type Corrections = Readonly<Record<string, unknown>>;

export async function showHarvested(
  { records }: Pick<ReviewDeps, 'records'>,
  source: string,
  key: string,
  corrections: Corrections = {},
): Promise<HarvestedEntry | undefined> {
  const known = (await loadSources(records)).get(source);
  const seen = known && (await findSeen(records, source, key));
  const content = seen && (await findContent(records, source, key));
  if (!known || !seen || !content) return undefined;
  const agencies = new Map((await loadAgencies(records)).map((agency) => [agency.id, agency]));
  const { told, descriptor } = content;
  const { agency } = known.source;
  const fixed = { id: undefined, ...(agency !== undefined && { publisher: undefined }) };
  const draft = corrected(draftOf(told, key, known.source, agencies), { ...corrections, ...fixed });
  const checked = checkDraft(draft, { agencies });
  return {
    source,
    ...(agency !== undefined && { agency }),
    entry: seen.entry,
    told,
    draft,
    defects: checked.outcome === 'incomplete' ? checked.defects : [],
    ...(descriptor && { accepted: descriptor }),
  };
}

function corrected(draft: HarvestedEntry['draft'], corrections: Corrections): HarvestedEntry['draft'] {
  const others = Object.entries(corrections).filter(([, value]) => value !== undefined);
  const all = { ...draft, ...Object.fromEntries(others) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** The entries of a source as they stand, by key. */
export async function listHarvested(
  { records }: Pick<ReviewDeps, 'records'>,
  source: string,
): Promise<readonly Harvested[]> {
  return [...(await loadSeen(records, source)).values()].map(({ entry }) => entry);
}

export type Reviewed =
  | { readonly outcome: 'done' }
  | {
      readonly outcome: 'refused';
      readonly refusal: Refusal<HarvestedRefusalCode>;
      readonly defects?: readonly Defect[];
    };

export interface Review extends LookedAt {
  readonly source: string;
  readonly key: string;
  readonly actor: Actor;
}

/** Accepts the draft with its corrections, if it could be published as it then is. */
export async function acceptHarvested(
  deps: ReviewDeps,
  { source, key, actor, corrections, ...seen }: Review & { readonly corrections?: Corrections },
): Promise<Reviewed> {
  const shown = await showHarvested(deps, source, key, corrections);
  if (!shown) return { outcome: 'refused', refusal: refuseHarvested('unknown-harvested') };
  const { defects, draft } = shown;
  if (defects.length > 0)
    return { outcome: 'refused', refusal: refuseHarvested('harvested-not-publishable'), defects };
  // By the rules of publication just now, without a defect.
  return decide(
    deps,
    { source, key, actor },
    { type: 'accept', ...lookedAt(seen), descriptor: draft as Dataset },
  );
}

export const rejectHarvested = (
  deps: ReviewDeps,
  { source, key, actor, reason, ...seen }: Review & { readonly reason: string },
): Promise<Reviewed> => decide(deps, { source, key, actor }, { type: 'reject', ...lookedAt(seen), reason });

const lookedAt = ({ hash, status }: LookedAt): LookedAt => ({ hash, ...(status && { status }) });

async function decide(
  { records, now }: ReviewDeps,
  { source, key, actor }: Omit<Review, keyof LookedAt>,
  command: Parameters<typeof carryOut>[2][number]['command'] & object,
): Promise<Reviewed> {
  const known = (await loadSources(records)).get(source);
  if (!known) return { outcome: 'refused', refusal: refuseHarvested('unknown-harvested') };
  const context = { actor, agency: known.source.agency, now: now().toISOString() };
  const [done] = await carryOut(records, source, [{ key, command }], context);
  return done?.decision.outcome === 'refused' ? done.decision : { outcome: 'done' };
}
