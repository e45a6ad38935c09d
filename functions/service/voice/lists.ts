/** Lists of voices: public ones for everybody; one's own, by account; those of an office. */
import type { Actor } from '../../domain/actor.ts';
import type { VoiceKind } from '../../domain/voice-event.ts';
import { listPage, type Paging } from '../application/list-page.ts';
import type { Source } from '../application/list-scan.ts';
import type { VoiceDeps } from './contract.ts';
import { bureauKey, everybody, voiceIndexes } from './places.ts';
import { loadVoice } from './stream.ts';
import { type PublicVoice, publicVoice, type WholeVoice, wholeVoice } from './view.ts';
import { loadWords } from './words.ts';

/**
 * `mine`: of the account, newest first; `queue`: those that wait for the agency acted for, or for the Bureau, longest
 * first; `office`: all that the office has, newest first; `all-queue`, `all`: of every agency, for the Bureau and auditors.
 */
export const voiceScopes = ['mine', 'queue', 'office', 'all-queue', 'all'] as const;
export type VoiceScope = (typeof voiceScopes)[number];

export type VoiceList<One> =
  | { readonly outcome: 'list'; readonly voices: readonly One[]; readonly cursor?: string }
  | { readonly outcome: 'bad-cursor' }
  /** The actor has no office to which this list belongs. */
  | { readonly outcome: 'not-permitted' };

/** Public voices of a kind, or of a dataset, newest first. */
export function listPublicVoices(
  deps: VoiceDeps,
  { kind, dataset, ...paging }: Paging & { readonly kind: VoiceKind; readonly dataset?: string },
): Promise<VoiceList<PublicVoice>> {
  const key = dataset === undefined ? kind : `dataset/${dataset}`;
  const source = { index: voiceIndexes.public, keys: [key], descending: true };
  return page(deps, { source, ...paging, isWanted: (row) => row.value.kind === kind }, async (id) => {
    const { state } = await loadVoice(deps.records, id);
    if (state.status === 'new') throw new Error(`the index names ${id}, of which there is no event`);
    return publicVoice(id, state, await loadWords(deps.records, id), deps.catalogue());
  });
}

export async function listVoices(
  deps: VoiceDeps,
  { actor, scope, ...paging }: Paging & { readonly actor: Actor; readonly scope: VoiceScope },
): Promise<VoiceList<WholeVoice>> {
  const source = sourceOf(actor, scope);
  if (!source) return { outcome: 'not-permitted' };
  const terms = {
    catalogue: deps.catalogue(),
    calendar: await deps.calendar(),
    now: deps.now().toISOString(),
  };
  return page(deps, { source, ...paging }, async (id) => {
    const { state } = await loadVoice(deps.records, id);
    if (state.status === 'new') throw new Error(`the index names ${id}, of which there is no event`);
    return wholeVoice(id, state, await loadWords(deps.records, id), { actor }, terms);
  });
}

function sourceOf({ id, roles, agency }: Actor, scope: VoiceScope): Source | undefined {
  const isOfficial = roles.includes('reviewer') || roles.includes('publisher');
  const isOverseer = roles.includes('supervisor') || roles.includes('auditor');
  const own =
    isOfficial && agency !== undefined ? agency : roles.includes('supervisor') ? bureauKey : undefined;
  switch (scope) {
    case 'mine':
      return { index: voiceIndexes.filer, keys: [id], descending: true };
    case 'queue':
      return own === undefined ? undefined : { index: voiceIndexes.queue, keys: [own] };
    case 'office':
      return own === undefined ? undefined : { index: voiceIndexes.office, keys: [own], descending: true };
    case 'all-queue':
      return isOverseer ? { index: voiceIndexes.queue, keys: [everybody] } : undefined;
    case 'all':
      return isOverseer ? { index: voiceIndexes.office, keys: [everybody], descending: true } : undefined;
  }
}

/** Rows that one question looks at, where some are not wanted. */
const mostRows = 2000;

async function page<One>(
  { records }: VoiceDeps,
  wanted: Parameters<typeof listPage>[1],
  load: (id: string) => Promise<One>,
): Promise<VoiceList<One>> {
  const read = await listPage(records, { ...wanted, most: mostRows }, load);
  if (read.outcome !== 'list') return read;
  const { loaded: voices, ...rest } = read;
  return { voices, ...rest };
}

/** The id of what a receipt code was given for; undefined for a code that was never told. */
export async function voiceOfReceipt({ records }: VoiceDeps, receipt: string): Promise<string | undefined> {
  const { rows } = await records.query(voiceIndexes.receipt, receipt, { limit: 1 });
  return rows[0] && String(rows[0].value.id);
}
