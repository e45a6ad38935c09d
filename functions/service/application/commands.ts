/** Commands on applications: prepared, decided and recorded; started over when somebody else was faster. */
import type { Actor } from '../../domain/actor.ts';
import type { ApplicationBody, CommandOf } from '../../domain/application-command.ts';
import type { DraftForm } from '../../domain/application-form.ts';
import { type Application, type ApplicationState, submittedForm } from '../../domain/application-state.ts';
import { partyName } from '../../domain/party.ts';
import { applicationActor } from './acting.ts';
import { copyAttachments } from './attachments.ts';
import { circumstancesOf } from './circumstances.ts';
import {
  type ApplicationDeps,
  type CommandOutcome,
  type CommandRequest,
  type DraftRequest,
  denied,
  refuse,
} from './contract.ts';
import { prepare, refusedOutright } from './prepare.ts';
import { commit, type LoadedApplication, loadApplication, newApplicationId } from './stream.ts';

/** How often a command starts over. The loser of a race is then told what happened, by the decider. */
const attempts = 5;

/** Begins an application with its first draft. */
export function begin(deps: ApplicationDeps, { actor, ...request }: DraftRequest): Promise<CommandOutcome> {
  const body = { type: 'save-draft', ...request } as const;
  return run(deps, { id: newApplicationId(deps.now), actor, body });
}

/** A command as a client sends it, on an application that exists. */
export async function command(deps: ApplicationDeps, request: CommandRequest): Promise<CommandOutcome> {
  const { state } = await loadApplication(deps.records, request.id);
  if (state.status === 'new') return denied('unknown-application');
  return request.body.type === 'renew' ? renew(deps, request) : run(deps, request);
}

async function run(deps: ApplicationDeps, { id, actor, body }: CommandRequest): Promise<CommandOutcome> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadApplication(deps.records, id);
    const asking = await askingOf(deps, loaded, actor, body);
    const prepared = await prepare(deps, loaded, asking);
    if (prepared.outcome === 'refused') return prepared;
    const result = await commit(deps, loaded, { ...asking, command: prepared.command });
    if (result.outcome === 'refused') return result;
    if (result.outcome === 'conflict') continue;
    const events = result.events.map(({ type }) => type);
    const { status, written } = result.state;
    const isWriting = body.type === 'save-draft' || body.type === 'submit';
    return { outcome: 'done', id, status, events, ...(isWriting && { revision: written?.revision }) };
  }
  return refuse('application-overtaken');
}

export async function askingOf(
  deps: ApplicationDeps,
  { state }: LoadedApplication,
  actor: Actor,
  body: ApplicationBody,
) {
  const named = body.type === 'save-draft' ? body.dataset : undefined;
  const circumstances = await circumstancesOf(deps, state.status === 'new' ? (named ?? '') : state.dataset);
  return { actor: applicationActor(actor), body, session: actor.session ?? '', circumstances };
}

/**
 * Begins the application that renews this one, with what was submitted before (Art. 32), then says so in this one.
 * While one that was begun so is under way there is no other: who asks again is told of that.
 */
async function renew(deps: ApplicationDeps, { id, actor, body }: CommandRequest): Promise<CommandOutcome> {
  const loaded = await loadApplication(deps.records, id);
  const asking = await askingOf(deps, loaded, actor, body);
  const refused = refusedOutright(loaded, asking);
  if (refused) return refused;
  const { state: before } = loaded;
  if (before.status === 'new') throw new TypeError('a renewal was let begin an application');
  const known = await renewalUnderWay(deps, before);
  if (known !== undefined) return renewed(id, before, known);
  const next = newApplicationId(deps.now);
  const { dataset, party } = before;
  const form: DraftForm = submittedForm(before) ?? {};
  await copyAttachments(deps, form.attachments ?? [], id, next);
  const draft: CommandOf<'save-draft'> = {
    type: 'save-draft',
    dataset,
    party: partyName(party),
    form,
    renews: id,
  };
  const begun = await commit(deps, await loadApplication(deps.records, next), { ...asking, command: draft });
  if (begun.outcome === 'refused') return begun;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const current = await loadApplication(deps.records, id);
    const rival = await renewalUnderWay(deps, current.state);
    if (rival !== undefined && current.state.status !== 'new') {
      // Somebody else was faster: this one is not needed.
      const command = { type: 'withdraw' } as const;
      await commit(deps, await loadApplication(deps.records, next), { ...asking, command });
      return renewed(id, current.state, rival);
    }
    const told = await commit(deps, current, { ...asking, command: { type: 'renew', application: next } });
    if (told.outcome === 'refused') return told;
    if (told.outcome === 'conflict') continue;
    return renewed(id, told.state, next, told.events);
  }
  return refuse('application-overtaken');
}

function renewed(
  id: string,
  { status }: Application,
  renewal: string,
  events: readonly { readonly type: string }[] = [],
): CommandOutcome {
  return { outcome: 'done', id, status, events: events.map(({ type }) => type), renewal };
}

const underWay: ReadonlySet<string> = new Set(['draft', 'submitted', 'returned', 'accepted', 'approved']);

/** The latest application that was begun to renew this one, while it is not decided or withdrawn. */
async function renewalUnderWay(
  { records }: ApplicationDeps,
  state: ApplicationState,
): Promise<string | undefined> {
  const latest = state.status === 'new' ? undefined : state.renewals.at(-1);
  if (latest === undefined) return undefined;
  return underWay.has((await loadApplication(records, latest)).state.status) ? latest : undefined;
}
