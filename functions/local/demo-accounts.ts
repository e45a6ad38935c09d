import type { Organisation } from '../domain/actor.ts';

/**
 * The people of local mode, one for every part in the Measures. Their names are invented, and so are the enterprises
 * with their credit codes; the agencies are the shipped ones that have conditional data.
 */
export interface DemoAccount {
  /** What `npm run token` takes, and the subject of the token. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'enterprise' | 'official';
  /** Of the agency acted for. */
  readonly agency?: string;
  readonly organisations?: readonly Organisation[];
  /** As the token claims them; the platform keeps those it knows. */
  readonly roles: readonly string[];
}

const songjiang = { creditCode: '91220101DEM000201X', name: '松江示例数据科技有限公司' };
const changbai = { creditCode: '91220600DEM000202C', name: '长白山示例文旅信息有限公司' };
const official = (id: string, name: string, agency: string, ...roles: readonly string[]): DemoAccount => ({
  id,
  name,
  kind: 'official',
  agency,
  roles,
});

export const demoAccounts: readonly DemoAccount[] = [
  { id: 'person', name: '王小明', kind: 'person', roles: [] },
  { id: 'enterprise-a', name: '刘松', kind: 'enterprise', organisations: [songjiang], roles: [] },
  { id: 'enterprise-b', name: '陈白', kind: 'enterprise', organisations: [changbai], roles: [] },
  { id: 'agent', name: '何代', kind: 'enterprise', organisations: [songjiang, changbai], roles: [] },
  official('market-publisher', '周登', 'market-regulation', 'publisher'),
  official('market-reviewer', '吴核', 'market-regulation', 'reviewer'),
  official('ecology-publisher', '李环', 'ecology', 'publisher'),
  official('ecology-reviewer', '赵审', 'ecology', 'reviewer'),
  // Art. 14, 46: the responsible provincial department decides objections.
  official('department', '郑责', 'housing-construction', 'responsible-department', 'reviewer'),
  // Art. 5: the Bureau supervises.
  official('supervisor', '孙督', 'bureau', 'supervisor'),
  official('auditor', '钱查', 'bureau', 'auditor'),
];

export const findAccount = (id: string): DemoAccount | undefined =>
  demoAccounts.find((account) => account.id === id);
