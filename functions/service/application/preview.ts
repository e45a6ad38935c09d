/** The documents that a decision would make, for whoever may take it: nothing is numbered, frozen or recorded. */
import type { Actor } from '../../domain/actor.ts';
import { type Block, blocksOf } from '../document/legal-text.ts';
import { askingOf } from './commands.ts';
import type { ApplicationDeps, Refused } from './contract.ts';
import { type DecidingBody, decisionTexts } from './decision-texts.ts';
import type { DocumentName } from './documents.ts';
import { factsOf, refusedBefore } from './prepare.ts';
import { loadApplication } from './stream.ts';

export interface Preview {
  readonly outcome: 'preview';
  readonly documents: readonly {
    readonly name: DocumentName;
    /** As it would be frozen, but for number, date and hash. */
    readonly text: string;
    readonly blocks: readonly Block[];
  }[];
}

/** What stands where only the decision itself gives a number and a hash. */
const unnumbered = '（预览，未编号）';
const unfrozen = '（作出决定时生成）';

/** The documents, or what the decision itself would be refused with. */
export async function previewDocuments(
  deps: ApplicationDeps,
  { id, actor, body }: { id: string; actor: Actor; body: DecidingBody },
): Promise<Preview | Refused> {
  const loaded = await loadApplication(deps.records, id);
  const asking = await askingOf(deps, loaded, actor, body);
  const refused = refusedBefore(loaded, asking);
  if (refused) return refused;
  if (loaded.state.status === 'new') throw new TypeError(`"${body.type}" was let begin an application`);
  const facts = factsOf(deps, { ...asking, id, state: loaded.state }, unnumbered);
  const texts = decisionTexts(facts, body, () => unfrozen);
  const documents = Object.entries(texts).map(([name, text]) => {
    return { name: name as DocumentName, text, blocks: blocksOf(text) };
  });
  return { outcome: 'preview', documents };
}
