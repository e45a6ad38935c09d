/** Filing an objection, and commands on one: decided and recorded; started over when somebody else was faster. */

import type { ObjectionBody, ObjectionCommand, ObjectionFiling } from '../../domain/objection-command.ts';
import { objectionScope } from '../../domain/objection-scope.ts';
import type { Objection } from '../../domain/objection-state.ts';
import { keptDays } from '../../domain/retention.ts';
import { isBlank } from '../../domain/visible-text.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { addToday } from '../day-counter.ts';
import type { IndexRow } from '../ports.ts';
import { newReceipt } from '../receipt.ts';
import { newObjector, objectionActor } from './acting.ts';
import { type Asker, denied, type ObjectionDeps, type Refused, refuse } from './contract.ts';
import { personRows, rowsToErase, wordsRow } from './person.ts';
import { circumstancesOf, commit, type LoadedObjection, loadObjection, newObjectionId } from './stream.ts';

/** How often a command starts over. The loser of a race is then told what happened, by the decider. */
const attempts = 5;

export type FilingOutcome =
  | {
      readonly outcome: 'filed';
      readonly id: string;
      readonly status: Objection['status'];
      /** Told once, and kept nowhere. */
      readonly receiptCode: string;
      /** Days after the end for which words, files and contact are kept. */
      readonly keptDays: number;
    }
  | Refused;

/** Files an objection; it is marked with the same write (Art. 46). */
export async function file(
  deps: ObjectionDeps,
  { filing, account }: { readonly filing: ObjectionFiling; readonly account?: string },
): Promise<FilingOutcome> {
  const { text, contact, ...about } = filing;
  if (isBlank(text)) return denied('blank-text');
  const fault = targetFault(deps.catalogue(), filing);
  if (fault !== undefined) return refuse('unknown-target', fault);
  if (account !== undefined && (await filedToday(deps, account)) > mostPerDay)
    return refuse('too-many-objections');
  const dataset = deps.catalogue().entry(filing.dataset)?.dataset;
  if (!dataset) throw new TypeError('the target was found and is not there');
  const { publisher: provider, responsibleDepartment: department } = dataset;
  const scope = objectionScope(dataset, (each) => deps.catalogue().agency(each));
  const id = newObjectionId(deps.now);
  const circumstances = await circumstancesOf(deps, department);
  const words = wordsRow(id, 1, text, circumstances.now);
  const receipt = newReceipt();
  const filed = {
    receipt: receipt.hash,
    ...(account !== undefined && { account }),
    ...(contact && Object.keys(contact).length > 0 && { contact }),
  };
  const command = { type: 'file', ...about, provider, department, scope, words: words.hash } as const;
  const asked = { command, actor: newObjector, circumstances };
  const put = [words.row, ...personRows(id, filed)];
  const result = await commit(deps, await loadObjection(deps.records, id), asked, { put });
  if (result.outcome === 'refused') return result;
  if (result.outcome === 'conflict') return refuse('objection-overtaken');
  return { outcome: 'filed', id, status: result.state.status, receiptCode: receipt.code, keptDays };
}

/** Of one account, in a day of China. */
const mostPerDay = 50;

const filedToday = (deps: ObjectionDeps, account: string): Promise<number> =>
  addToday(deps, `objections-filed/${account}`);

/** What is wrong with what an objection names; undefined when it is there. */
function targetFault(
  catalogue: Catalogue,
  { dataset, version: number, field, row }: ObjectionFiling,
): string | undefined {
  const entry = catalogue.entry(dataset);
  if (entry?.status !== 'published') return `no dataset "${dataset}" is published`;
  const version = entry.versions.find((each) =>
    number === undefined ? !each.withdrawn : each.number === number,
  );
  if (number !== undefined && (!version || version.withdrawn)) return `there is no version ${number}`;
  const fields = version?.fields.length ? version.fields : (entry.dataset.fields ?? []);
  if (field !== undefined && !fields.some(({ name }) => name === field))
    return `there is no field "${field}"`;
  const rows = version?.rows;
  if (row !== undefined && typeof rows === 'number' && row > rows) return `there are ${rows} rows`;
  return undefined;
}

export type CommandOutcome =
  | {
      readonly outcome: 'done';
      readonly id: string;
      readonly status: Objection['status'];
      /** Types; none when nothing changed. */
      readonly events: readonly string[];
    }
  | Refused;

/** A command as a client sends it, on an objection that exists. */
export function command(
  deps: ObjectionDeps,
  { id, asker, body }: { readonly id: string; readonly asker: Asker; readonly body: ObjectionBody },
): Promise<CommandOutcome> {
  return run(deps, id, asker, (loaded) => {
    if (body.type !== 'supplement') return { command: body };
    if (isBlank(body.text)) return 'blank-text';
    const number = loaded.state.status === 'new' ? 1 : loaded.state.supplements + 2;
    const words = wordsRow(id, number, body.text, deps.now().toISOString());
    return { command: { type: 'supplement', words: words.hash }, put: [words.row] };
  });
}

type Prepared = { readonly command: ObjectionCommand; readonly put?: readonly IndexRow[] } | 'blank-text';

/** Runs what `prepare` makes of the objection as it stands. */
export async function run(
  deps: ObjectionDeps,
  id: string,
  asker: Asker,
  prepare: (loaded: LoadedObjection) => Prepared,
): Promise<CommandOutcome> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadObjection(deps.records, id);
    const { state } = loaded;
    if (state.status === 'new') return denied('unknown-objection');
    const actor = await objectionActor(deps.records, id, asker);
    const circumstances = await circumstancesOf(deps, state.department);
    const prepared = prepare(loaded);
    if (prepared === 'blank-text') return denied(prepared);
    const more = prepared.put ? { put: prepared.put } : {};
    const result = await commit(deps, loaded, { command: prepared.command, actor, circumstances }, more);
    if (result.outcome === 'refused') return result;
    if (result.outcome === 'conflict') continue;
    return {
      outcome: 'done',
      id,
      status: result.state.status,
      events: result.events.map(({ type }) => type),
    };
  }
  return refuse('objection-overtaken');
}

/** Removes what the objector has sent, with the event that says so. */
export async function erase(
  deps: ObjectionDeps,
  loaded: LoadedObjection,
  asked: Parameters<typeof commit>[2],
) {
  const remove = await rowsToErase(deps.records, loaded.id);
  const result = await commit(deps, loaded, asked, { remove });
  return result;
}
