/** Removing what was kept long enough, and finding what an earlier version of the program did not place. */
import { decide } from '../../domain/voice.ts';
import type { VoiceActor } from '../../domain/voice-permissions.ts';
import { nextErasure } from '../../domain/voice-retention.ts';
import { allRows } from '../all-rows.ts';
import { forEach } from '../each.ts';
import { appendEvents } from '../event-log.ts';
import type { Records } from '../ports.ts';
import type { VoiceDeps } from './contract.ts';
import { everybody, indexRows, voiceIndexes } from './places.ts';
import { commit, loadVoice, voiceStream } from './stream.ts';
import { erasedWords } from './words.ts';

/** The platform's own schedule. */
const platform: VoiceActor = { id: 'platform', roles: ['platform'] };

type RetentionDeps = Pick<VoiceDeps, 'records' | 'now' | 'portalUrl'>;

/** To be called now and then, by one process or several: what is done already is not done again. */
export async function eraseVoices(deps: RetentionDeps): Promise<void> {
  const to = `${deps.now().toISOString()}0`;
  const due = await allRows(deps.records, voiceIndexes.agenda, everybody, { to });
  await forEach(due, ({ value }) => erase(deps, String(value.id)));
}

async function erase(deps: RetentionDeps, id: string): Promise<void> {
  const loaded = await loadVoice(deps.records, id);
  const decision = decide(loaded.state, { type: 'erase' }, platform, deps.now().toISOString());
  const due = loaded.state.status === 'new' ? undefined : nextErasure(loaded.state);
  // Refused, done or overtaken: somebody did something else meanwhile, and what is left is the next round's.
  if (decision.outcome === 'refused' || !due) return;
  await commit(deps, loaded, decision, await erasedWords(deps.records, id, due.what));
}

/** The rows of all voices, written again. Answers how many there are. Safe beside writers. */
export async function reindexVoices(records: Records): Promise<number> {
  const prefix = voiceStream('');
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await records.streams(prefix, { limit: 1000, ...(cursor && { cursor }) });
    for (const stream of page.rows) {
      const id = stream.slice(prefix.length);
      const loaded = await loadVoice(records, id);
      if (loaded.state.status === 'new') continue;
      await appendEvents(records, stream, loaded, [], indexRows(id, undefined, loaded.state));
      count += 1;
    }
    cursor = page.cursor;
  } while (cursor);
  return count;
}
