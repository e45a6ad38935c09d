/** Applications from the first draft to the signed agreement, by the people who do it, through the real decider and log. */
import type { Actor } from '../../functions/domain/actor.ts';
import type { ApplicationCommand } from '../../functions/domain/application-command.ts';
import type { DraftForm } from '../../functions/domain/application-form.ts';
import type { Field } from '../../functions/domain/dataset.ts';
import type { GrantTerms } from '../../functions/domain/grant.ts';
import { applicationActor } from '../../functions/service/application/acting.ts';
import { circumstancesOf } from '../../functions/service/application/circumstances.ts';
import type { ApplicationDeps } from '../../functions/service/application/contract.ts';
import { commit, loadApplication, newApplicationId } from '../../functions/service/application/stream.ts';

const company = { creditCode: '11220100013828800N', name: '吉林某某科技有限公司' };

export const people = {
  member: { id: 'zhang', name: '张某', roles: [], organisations: [company] },
  colleague: { id: 'qian', name: '钱某', roles: [], organisations: [company] },
  reviewer: { id: 'wang', name: '王某', roles: ['reviewer'], agency: 'statistics' },
  supervisor: { id: 'zhao', name: '赵某', roles: ['supervisor'] },
  auditor: { id: 'wu', name: '吴某', roles: ['auditor'] },
  stranger: { id: 'li', name: '李某', roles: ['reviewer', 'publisher'], agency: 'bureau' },
} as const satisfies Record<string, Actor>;

/** Everything that is asked for is granted, but for what a test changes. */
export const terms: GrantTerms = {
  fields: ['station', 'region', 'day', 'value', 'open'],
  rows: [{ field: 'region', operator: 'exact', values: ['长春'] }],
  access: ['records', 'export'],
  quota: { perDay: 100_000, perMonth: 1_000_000 },
  rate: { requests: 10_000, seconds: 1 },
  purpose: '来水水质预警模型',
  months: 12,
};
const grounds = { reason: '用途明确，保护措施充分', legalBasis: '《办法》第二十八条' } as const;
const agreement = 'a'.repeat(64);

/** A form without a defect that asks for all of the columns; for files where there are none. */
export const formFor = (columns: readonly Pick<Field, 'name'>[]): DraftForm => ({
  contact: { name: '张三', phone: '0431-88904567' },
  ...(columns.length > 0 && {
    fields: columns.map(({ name }) => ({ name, reason: '模型训练必须使用该字段，无法以其他方式替代' })),
  }),
  scenario: '为城市供水企业提供来水水质预警服务',
  purpose: '用断面水质训练来水预警模型，提前六小时告警',
  access: columns.length > 0 ? ['records', 'export'] : ['export'],
  frequency: { cycle: 'daily', requestsPerDay: 1_000_000 },
  term: 24,
  security: '数据存放于境内专用服务器，访问逐人授权、全程留痕，到期由专人销毁并出具说明。',
  undertakings: [
    'stated-purpose-only',
    'no-transfer',
    'no-reidentification',
    'keep-secure',
    'report-incidents',
    'report-use',
    'destroy-at-end',
  ],
});

export function createGranting(deps: ApplicationDeps) {
  /** Gives a command to an application; throws when it is refused. */
  const act = async (id: string, actor: Actor, command: ApplicationCommand): Promise<void> => {
    const loaded = await loadApplication(deps.records, id);
    const { state } = loaded;
    const named = command.type === 'save-draft' ? command.dataset : undefined;
    const circumstances = await circumstancesOf(deps, state.status === 'new' ? (named ?? '') : state.dataset);
    const result = await commit(deps, loaded, { command, actor: applicationActor(actor), circumstances });
    if (result.outcome !== 'committed') throw new Error(`${command.type}: ${JSON.stringify(result)}`);
  };
  const { member, reviewer, supervisor } = people;
  const submit = async (dataset: string): Promise<string> => {
    const id = newApplicationId(deps.now);
    const form = formFor(deps.catalogue().entry(dataset)?.versions[0]?.fields ?? []);
    await act(id, member, { type: 'save-draft', dataset, party: company.creditCode, form });
    await act(id, member, { type: 'submit', basedOn: 1 });
    return id;
  };
  return {
    act,
    submit,
    /** An application that was approved, and not yet signed. */
    async decideOn(dataset: string, changes: Partial<GrantTerms>): Promise<string> {
      const id = await submit(dataset);
      const grant = { ...terms, ...changes };
      await act(id, reviewer, { type: 'accept' });
      await act(id, reviewer, { type: 'approve', grant, decision: '2026-1', agreement, ...grounds });
      return id;
    },
    sign: (id: string) => act(id, member, { type: 'sign', textHash: agreement, session: 's' }),
    revoke: (id: string) => act(id, supervisor, { type: 'revoke', decision: '2026-9', ...grounds }),
  };
}
