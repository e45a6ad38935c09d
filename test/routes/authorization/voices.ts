/** Voices: one that waits for an official, and a request that everybody may read and support. */
import type { Actor } from '../../../functions/domain/actor.ts';
import type { VoiceFacts } from '../../../functions/domain/voice-event.ts';
import type { AppDeps } from '../../../functions/routes/deps.ts';
import { commandVoice, fileVoice } from '../../../functions/service/voice/commands.ts';
import { openWorkingCalendar } from '../../../functions/service/working-calendar.ts';
import type { Target } from './state.ts';

const noVoice = 'voi_01ARZ3NDEKTSV4RRFFQ69G5FAV';

export async function fileVoices(deps: AppDeps, actor: (id: string) => Actor) {
  const voices = { ...deps, calendar: openWorkingCalendar(deps) };
  const file = async (account: string, facts: VoiceFacts, mark: string): Promise<Target> => {
    const words = { title: `标题${mark}`, text: `正文${mark}` };
    const made = await fileVoice(voices, { facts, words, asker: { actor: actor(account) } });
    if (made.outcome === 'refused') throw new Error(JSON.stringify(made));
    const { id, receiptCode } = made;
    return { id, unknown: noVoice, streams: [`voice/${id}`], secrets: [id, words.text, receiptCode] };
  };
  const admit = async ({ id }: Target, account: string): Promise<void> => {
    const done = await commandVoice(voices, {
      id,
      command: { type: 'admit' },
      asker: { actor: actor(account) },
    });
    if (done.outcome === 'refused') throw new Error(JSON.stringify(done));
  };
  const question = { kind: 'question', datasets: ['ecology-open'], isPublic: true } as const;
  const complaint = {
    kind: 'complaint',
    agency: 'market-regulation',
    datasets: [],
    isPublic: false,
  } as const;
  const request = {
    kind: 'data-request',
    agency: 'market-regulation',
    datasets: [],
    grounds: ['urgent'],
    isPublic: true,
  } as const;
  const made = {
    'question-P': await file('person', question, '印记壬'),
    'complaint-B': await file('enterprise-b', complaint, '印记癸'),
    'complaint-A': await file('enterprise-a', complaint, '印记子'),
    'request-P': await file('person', request, '印记丑'),
    'request-A': await file('enterprise-a', request, '印记寅'),
  };
  await admit(made['request-P'], 'market-reviewer');
  await admit(made['complaint-B'], 'market-reviewer');
  return { ...made, 'no-voice': { id: noVoice, unknown: noVoice, streams: [], secrets: [] } };
}
