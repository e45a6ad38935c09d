/** What the platform's own datasets tell of its records: clocks, public answers, and what agencies asked each other for. */
import type { ClockRun } from '../../domain/clock-run.ts';
import type { VoiceKind } from '../../domain/voice-event.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import { mattersOf } from '../monitoring/matters.ts';
import type { Blobs, Records } from '../ports.ts';
import type { ShareDeps } from '../share/contract.ts';
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

const publicVoices = (deps: VoiceDeps, kind: VoiceKind): Promise<readonly PublicVoice[]> =>
  allPages(async (paging) => {
    const page = await listPublicVoices(deps, { kind, ...paging });
    if (page.outcome !== 'list') throw new Error(`public voices answered ${page.outcome}`);
    return { rows: page.voices, cursor: page.cursor };
  });

const demandOf = (deps: ShareDeps): Promise<readonly Demand[]> =>
  allPages(async (paging) => {
    const page = await listDemand(deps, paging);
    if (page.outcome !== 'list') throw new Error(`the list of demand answered ${page.outcome}`);
    return { rows: page.shares, cursor: page.cursor };
  });

interface Page<One> {
  readonly rows: readonly One[];
  readonly cursor: string | undefined;
}

async function allPages<One>(
  read: (paging: { readonly limit: number; readonly cursor?: string }) => Promise<Page<One>>,
): Promise<readonly One[]> {
  const all: One[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: 100, ...(cursor !== undefined && { cursor }) });
    all.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}
