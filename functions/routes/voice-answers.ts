/** Answers of the routes of voices. */
import type { Actor } from '../domain/actor.ts';
import type { VoiceRefusal } from '../domain/voice-command.ts';
import type { VoiceKind } from '../domain/voice-event.ts';
import { receiptHash } from '../service/receipt.ts';
import { commandVoice, fileVoice } from '../service/voice/commands.ts';
import type { Asker, CommandOutcome, FilingOutcome, VoiceDeps } from '../service/voice/contract.ts';
import { listPublicVoices, listVoices, voiceOfReceipt, voiceScopes } from '../service/voice/lists.ts';
import { readVoice } from '../service/voice/view.ts';
import { invalidRequest, problem } from './answer.ts';
import { askerOf } from './authenticated.ts';
import { readBody } from './body.ts';
import { unproven } from './challenges.ts';
import type { AppContext, OversightDeps } from './deps.ts';
import { notKept } from './keyed.ts';
import { choice, readParameters, text, wholeNumber } from './parameters.ts';
import { commandBody, factsOf, filingBody, wordsOf } from './voice-bodies.ts';

export const publicQuery = {
  dataset: text(100, { zh: '只要这个数据集的', en: 'Only of this dataset' }),
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
  cursor: text(300, { zh: '上一页答复中的游标', en: 'Cursor from the page before' }),
};
const { dataset: _dataset, ...paging } = publicQuery;
export const officeQuery = {
  scope: choice(voiceScopes, {
    zh: 'mine 我的；queue 待本单位办理；office 本单位全部；all-queue、all 各单位（监督、审计）',
    en: '`mine`; `queue`: waiting for the office acted for; `office`: all of it; `all-queue`, `all`: of every agency, for the Bureau and auditors',
  }),
  ...paging,
};

const codeHash = (c: AppContext): string | undefined => {
  const code = c.req.header('Receipt-Code');
  return code === undefined || code.length > 60 ? undefined : receiptHash(code);
};

/** Whoever asks, or the problem to answer with. */
async function asking(
  deps: OversightDeps,
  c: AppContext,
): Promise<{ readonly asker: Asker } | { readonly refused: Response }> {
  const asker = await askerOf(deps, c);
  if (asker.kind === 'refused') return { refused: asker.response };
  const receipt = codeHash(c);
  return {
    asker: {
      ...(asker.kind === 'account' && { actor: asker.actor }),
      ...(receipt !== undefined && { receipt }),
    },
  };
}

const refused = (c: AppContext, { code, errors }: VoiceRefusal): Response =>
  problem(c, code, errors ? { members: { errors: [...errors] } } : {});

function filed(c: AppContext, result: FilingOutcome): Response {
  if (result.outcome === 'refused') return refused(c, result.refusal);
  const { id, receiptCode, keptDays } = result;
  const headers = { ...notKept, Location: `${c.var.portalUrl}/api/v1/voices/${id}` };
  return c.json({ id, receiptCode, keptDays }, 201, headers);
}

const done = (c: AppContext, result: CommandOutcome): Response => {
  if (result.outcome === 'refused') return refused(c, result.refusal);
  const { id, status, events } = result;
  return c.json({ id, status, events }, 200, notKept);
};

export async function file(
  deps: OversightDeps,
  voices: VoiceDeps,
  c: AppContext,
  kind: VoiceKind,
): Promise<Response> {
  const asked = await asking(deps, c);
  if ('refused' in asked) return asked.refused;
  const { asker } = asked;
  const read = await readBody(c, filingBody(kind));
  if ('refused' in read) return read.refused;
  const withoutProof = asker.actor ? undefined : await unproven(deps, c);
  if (withoutProof) return withoutProof;
  const { value } = read;
  const filing = { facts: factsOf(kind, value), words: wordsOf(value), asker };
  return filed(c, await fileVoice(voices, filing));
}

export async function list(voices: VoiceDeps, c: AppContext, kind: VoiceKind): Promise<Response> {
  const read = readParameters(c.req.url, publicQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  return listed(c, await listPublicVoices(voices, { kind, ...read.values }), {
    'Cache-Control': 'public, max-age=30',
  });
}

export async function officeList(voices: VoiceDeps, c: AppContext, actor: Actor): Promise<Response> {
  const read = readParameters(c.req.url, officeQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { scope = 'mine', ...rest } = read.values;
  return listed(c, await listVoices(voices, { actor, scope, ...rest }), notKept);
}

function listed(
  c: AppContext,
  result: Awaited<ReturnType<typeof listPublicVoices>> | Awaited<ReturnType<typeof listVoices>>,
  headers: Record<string, string>,
): Response {
  if (result.outcome === 'not-permitted') return problem(c, 'not-your-list');
  if (result.outcome === 'bad-cursor')
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  return c.json({ data: result.voices, links: { next: nextPage(c, result.cursor) } }, 200, headers);
}

/** The same question from `cursor` on. */
function nextPage(c: AppContext, cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const asked = new URL(c.req.url);
  const next = new URL(`${c.var.portalUrl}${asked.pathname}`);
  next.search = asked.search;
  next.searchParams.set('cursor', cursor);
  return next.href;
}

export async function one(deps: OversightDeps, voices: VoiceDeps, c: AppContext): Promise<Response> {
  const asked = await asking(deps, c);
  if ('refused' in asked) return asked.refused;
  const voice = await readVoice(voices, c.req.param('id') ?? '', asked.asker);
  return voice ? c.json(voice, 200, notKept) : problem(c, 'unknown-voice');
}

/** What a receipt code was given for. */
export async function receipt(voices: VoiceDeps, c: AppContext): Promise<Response> {
  const code = codeHash(c);
  const id = code === undefined ? undefined : await voiceOfReceipt(voices, code);
  return id === undefined ? problem(c, 'unknown-voice') : c.json({ id }, 200, notKept);
}

export async function command(deps: OversightDeps, voices: VoiceDeps, c: AppContext): Promise<Response> {
  const asked = await asking(deps, c);
  if ('refused' in asked) return asked.refused;
  const read = await readBody(c, commandBody());
  if ('refused' in read) return read.refused;
  return done(
    c,
    await commandVoice(voices, { id: c.req.param('id') ?? '', command: read.value, asker: asked.asker }),
  );
}
