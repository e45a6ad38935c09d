/** Shares: market regulation asks for data of ecology; one waits, one is granted, one is for each thing that ends it. */
import type { Actor } from '../../../functions/domain/actor.ts';
import type { ShareCommand } from '../../../functions/domain/share-command.ts';
import type { AppDeps } from '../../../functions/routes/deps.ts';
import { askForShare, commandShare } from '../../../functions/service/share/commands.ts';
import type { Target } from './state.ts';

const noShare = 'shr_01ARZ3NDEKTSV4RRFFQ69G5FAV';

export async function askShares(deps: AppDeps, actor: (id: string) => Actor) {
  const ask = async (mark: string): Promise<Target> => {
    const request = {
      dataset: 'ecology-gated',
      duty: `对排污企业开展联合执法检查（${mark}）`,
      basis: '市场监管部门权责清单第十二项',
      fields: ['station', 'day', 'value'],
      access: ['records'],
      requestsPerDay: 1000,
      months: 12,
      ownDutyOnly: true,
    } as const;
    const asked = await askForShare(deps, { request, actor: actor('market-publisher') });
    if (asked.outcome === 'refused') throw new Error(JSON.stringify(asked));
    const { id } = asked;
    return { id, unknown: noShare, streams: [`share/${id}`, `access-keys/${id}`], secrets: [mark] };
  };
  const say = async ({ id }: Target, account: string, command: ShareCommand): Promise<void> => {
    const done = await commandShare(deps, { id, command, actor: actor(account) });
    if (done.outcome === 'refused') throw new Error(JSON.stringify(done));
  };
  const grant = async (mark: string): Promise<Target> => {
    const target = await ask(mark);
    await say(target, 'ecology-reviewer', { type: 'advise', opinion: 'agree', text: '同意' });
    await say(target, 'supervisor', { type: 'approve', reason: '属于履职需要' });
    return target;
  };
  return {
    'share-asked': await ask('印记未'),
    'share-refused': await ask('印记申'),
    'share-active': await grant('印记酉'),
    'share-returned': await grant('印记戌'),
    'no-share': { id: noShare, unknown: noShare, streams: [], secrets: [] },
  };
}
