/** Asking for a share, and commands on it: decided and recorded; started over when somebody else was faster. */
import type { Actor } from '../../domain/actor.ts';
import { scenarioInForce } from '../../domain/scenario.ts';
import { decide, decideRequest, type Offer } from '../../domain/share.ts';
import type { ShareCommand } from '../../domain/share-command.ts';
import { agencyOf, authorizeShare } from '../../domain/share-permissions.ts';
import { addToday } from '../day-counter.ts';
import { valueFault } from '../query/values.ts';
import { type AskRequest, type CommandRequest, type Outcome, refuse, type ShareDeps } from './contract.ts';
import { offerOf } from './offer.ts';
import { loadScenarios } from './scenarios.ts';
import { commit, loadShare, newShareId, shareActor } from './stream.ts';

/** How often a command starts over. */
const attempts = 5;
/** Requests of one agency, in a day of China. */
const mostPerDay = 200;

/** The agency that an actor can ask for; undefined for who is no official of one. */
export const askingAgency = (actor: Actor): string | undefined => agencyOf(actor);

/** Asks for data of another agency; what the class or a scenario decides is decided with it. */
export async function askForShare(deps: ShareDeps, { request, actor }: AskRequest): Promise<Outcome> {
  const id = askingAgency(actor);
  const agency = id === undefined ? undefined : deps.catalogue().agency(id);
  if (!agency) return refuse('share-agency-only');
  const offer = offerOf(deps.catalogue(), request.dataset);
  if (!offer) return refuse('share-unknown-dataset');
  const scenario =
    request.scenario === undefined
      ? undefined
      : scenarioInForce(await loadScenarios(deps.records), request.scenario);
  const party = { kind: 'organisation', creditCode: agency.creditCode, name: agency.name } as const;
  const asking = { agency: agency.id, party, ...(scenario && { scenario }) };
  const decision = decideRequest(request, asking, offer, shareActor(actor), deps.now().toISOString());
  if (decision.outcome === 'refused') return decision;
  if ((await askedToday(deps, agency.id)) > mostPerDay) return refuse('too-many-shares');
  const share = newShareId(deps.now);
  const result = await commit(deps.records, await loadShare(deps.records, share), decision);
  if (result.outcome === 'conflict') throw new Error(`the new id ${share} was taken`);
  if (result.outcome === 'refused') return result;
  return { outcome: 'done', id: share, status: result.state.status, events: result.events };
}

const askedToday = (deps: ShareDeps, agency: string): Promise<number> =>
  addToday(deps, `shares-asked/${agency}`);

/** A command as a client sends it. */
export async function commandShare(
  deps: ShareDeps,
  { id, command, actor }: CommandRequest,
): Promise<Outcome> {
  const by = shareActor(actor);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadShare(deps.records, id);
    const now = deps.now().toISOString();
    const { state } = loaded;
    const offer = state.status === 'new' ? undefined : offerOf(deps.catalogue(), state.dataset);
    const isAllowed = authorizeShare(by, state, command.type, now) === 'allowed';
    const unfit = isAllowed ? unreadable(command, offer) : [];
    if (unfit.length > 0) return refuse('share-terms-unfit', unfit);
    const result = await commit(deps.records, loaded, decide(state, command, by, now, offer));
    if (result.outcome === 'conflict') continue;
    if (result.outcome === 'refused') return result;
    return { outcome: 'done', id, status: result.state.status, events: result.events };
  }
  return refuse('share-overtaken');
}

/** Values of conditions on rows that cannot be read as the type of their field. */
function unreadable(command: ShareCommand, offer: Offer | undefined) {
  const rows = command.type === 'approve' ? (command.rows ?? []) : [];
  return rows.flatMap(({ field: name, values }, row) => {
    const field = offer?.fields.find((each) => each.name === name);
    return values.flatMap((value, index) => {
      const fault = field && valueFault(field.type, value);
      return fault ? [{ field: `rows[${row}].values[${index}]`, message: fault.message }] : [];
    });
  });
}
