/** Filing a voice, and commands on it: decided and recorded; started over when somebody else was faster. */
import { keptDays } from '../../domain/retention.ts';
import { decide, decideFiling } from '../../domain/voice.ts';
import type { VoiceCommand } from '../../domain/voice-command.ts';
import type { VoiceFacts } from '../../domain/voice-event.ts';
import { authorizeVoice } from '../../domain/voice-permissions.ts';
import { addToday } from '../day-counter.ts';
import { newReceipt } from '../receipt.ts';
import {
  type CommandOutcome,
  type CommandRequest,
  type FilingOutcome,
  type FilingRequest,
  type Refused,
  refuse,
  type VoiceDeps,
} from './contract.ts';
import { commit, loadVoice, newVoiceId, voiceActor } from './stream.ts';
import { loadWords, personalData, wordsRow } from './words.ts';

/** How often a command starts over. */
const attempts = 5;
/** Of one account, in a day of China. */
const mostPerDay = 50;
/** Given and taken back, of one account, in a day of China. */
const mostSupports = 200;

/** Files a voice; the receipt code is told once. */
export async function fileVoice(
  deps: VoiceDeps,
  { facts, words, asker }: FilingRequest,
): Promise<FilingOutcome> {
  const now = deps.now();
  const addressed = addressedTo(deps, facts);
  if ('outcome' in addressed) return addressed;
  const { email: _apart, ...told } = words;
  const personal = facts.isPublic ? personalData({ ...told, url: facts.url }, now.toISOString()) : [];
  if (personal.length > 0) return refuse('voice-personal-data', personal);
  const { code, hash } = newReceipt();
  const id = newVoiceId(deps.now);
  const kept = wordsRow(id, words);
  const filing = { facts: addressed, words: kept.hash, receipt: hash };
  const decision = decideFiling(filing, voiceActor(asker), now.toISOString());
  if (decision.outcome === 'refused') return decision;
  if (asker.actor && (await filedToday(deps, asker.actor.id)) > mostPerDay) return refuse('too-many-voices');
  const result = await commit(deps, await loadVoice(deps.records, id), decision, { put: [kept.row] });
  if (result.outcome === 'conflict') throw new Error(`the new id ${id} was taken`);
  return result.outcome === 'refused' ? result : { outcome: 'filed', id, receiptCode: code, keptDays };
}

/** Whoever provides the data answers for it (Art. 22); an agency that was named must be one. */
function addressedTo({ catalogue }: VoiceDeps, facts: VoiceFacts): VoiceFacts | Refused {
  const known = facts.datasets.map((id) => catalogue().entry(id));
  const unknown = facts.datasets.filter((_id, place) => known[place] === undefined);
  if (unknown.length > 0)
    return refuse('voice-incomplete', [
      { field: 'datasets', message: `must be in the catalogue: ${unknown[0]}` },
    ]);
  const [first] = known;
  const agency = first && facts.kind !== 'complaint' ? first.dataset.publisher : facts.agency;
  if (agency !== undefined && !catalogue().agency(agency))
    return refuse('voice-incomplete', [{ field: 'agency', message: 'must be an agency of the catalogue' }]);
  return { ...facts, ...(agency !== undefined && { agency }) };
}

const filedToday = (deps: VoiceDeps, account: string): Promise<number> =>
  addToday(deps, `voices-filed/${account}`);

/** A command as a client sends it. */
export async function commandVoice(
  deps: VoiceDeps,
  { id, command, asker }: CommandRequest,
): Promise<CommandOutcome> {
  const actor = voiceActor(asker);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadVoice(deps.records, id);
    const now = deps.now().toISOString();
    const isSupport = command.type === 'support' || command.type === 'unsupport';
    if (
      isSupport &&
      attempt === 1 &&
      asker.actor &&
      (await filedToday(deps, `support/${asker.actor.id}`)) > mostSupports
    )
      return refuse('too-many-voices');
    const isAllowed = authorizeVoice(actor, loaded.state, command.type) === 'allowed';
    const unfit = isAllowed ? unfitWords(deps, command, now) : undefined;
    if (unfit) return unfit;
    const decision = decide(loaded.state, command, actor, now);
    if (decision.outcome === 'refused') return decision;
    const words = await loadWords(deps.records, id);
    const result = await commit(deps, loaded, decision, {}, words?.email);
    if (result.outcome === 'conflict') continue;
    if (result.outcome === 'refused') return result;
    return { outcome: 'done', id, status: result.state.status, events: result.events };
  }
  return refuse('voice-overtaken');
}

/** What an official writes is published with the voice; agencies and datasets that it names must exist. */
function unfitWords({ catalogue }: VoiceDeps, command: VoiceCommand, now: string): Refused | undefined {
  if (command.type === 'assign' && !catalogue().agency(command.agency))
    return refuse('voice-answer-unfit', [{ field: 'agency', message: 'must be an agency of the catalogue' }]);
  if (command.type !== 'answer') return undefined;
  const personal = personalData({ text: command.text, legalBasis: command.legalBasis }, now);
  if (personal.length > 0) return refuse('voice-personal-data', personal);
  if (command.dataset !== undefined && !catalogue().entry(command.dataset))
    return refuse('voice-answer-unfit', [{ field: 'dataset', message: 'must be in the catalogue' }]);
  return undefined;
}
