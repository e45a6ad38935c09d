/** What the platform's own datasets tell of its records: clocks, public answers, and what agencies asked each other for. */
import type { ClockRun } from '../../domain/clock-run.ts';
import type { VoiceKind } from '../../domain/voice-event.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import { mattersOf } from '../monitoring/matters.ts';
import type { Blobs, Records } from '../ports.ts';
import { listDemand } from '../share/lists.ts';
import type { Demand } from '../share/view.ts';
import type { VoiceDeps } from '../voice/contract.ts';
import { listPublicVoices } from '../voice/lists.ts';
import type { PublicVoice } from '../voice/view.ts';
import { openWorkingCalendar } from '../working-calendar.ts';

export interface Recorded {
  readonly runs: readonly ClockRun[];
  /** Oldest first. */
  readonly answered: readonly PublicVoice[];
  /** Newest first. */
  readonly demand: readonly Demand[];
}

/** Kinds to which an office answers. */
const answeredKinds = ['complaint', 'data-request', 'question', 'correction'] as const satisfies VoiceKind[];

export async function readRecorded(
  stores: { readonly records: Records; readonly blobs: Blobs; readonly now: Now },
  shown: Catalogue,
): Promise<Recorded> {
  const catalogue = () => shown;
  const deps = {
    ...stores,
    catalogue,
    calendar: openWorkingCalendar({ ...stores, catalogue }),
    portalUrl: '',
  };
  const matters = await mattersOf(deps);
  const voices = await Promise.all(answeredKinds.map((kind) => publicVoices(deps, kind)));
  return {
    runs: matters.flatMap(({ runs }) => runs),
    answered: voices
      .flat()
      .filter(({ answer }) => answer !== null)
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    demand: await demandOf(deps),
  };
}

async function publicVoices(deps: VoiceDeps, kind: VoiceKind): Promise<readonly PublicVoice[]> {
  const voices: PublicVoice[] = [];
  let cursor: string | undefined;
  do {
    const page = await listPublicVoices(deps, { kind, limit: 100, ...(cursor && { cursor }) });
    if (page.outcome !== 'list') throw new Error(`public voices answered ${page.outcome}`);
    voices.push(...page.voices);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return voices;
}

async function demandOf(deps: Parameters<typeof listDemand>[0]): Promise<readonly Demand[]> {
  const rows: Demand[] = [];
  let cursor: string | undefined;
  do {
    const page = await listDemand(deps, { limit: 100, ...(cursor !== undefined && { cursor }) });
    if (page.outcome !== 'list') throw new TypeError(`the list of demand answered ${page.outcome}`);
    rows.push(...page.shares);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}
