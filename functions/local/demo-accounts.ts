/** The people of local mode, one for every part in the Measures. Their names are invented; the agencies are the shipped ones. */
export interface DemoAccount {
  /** What `npm run token` takes, and the subject of the token. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'enterprise' | 'official';
  /** Of the agency acted for. */
  readonly agency?: string;
  /** As the token claims them; the platform keeps those it knows. */
  readonly roles: readonly string[];
}

export const demoAccounts: readonly DemoAccount[] = [
  { id: 'person', name: '王小明', kind: 'person', roles: [] },
  { id: 'enterprise-a', name: '松江数据科技有限公司', kind: 'enterprise', roles: [] },
  { id: 'enterprise-b', name: '长白山文旅信息有限公司', kind: 'enterprise', roles: [] },
  { id: 'ecology-publisher', name: '李环', kind: 'official', agency: 'ecology', roles: ['publisher'] },
  { id: 'ecology-reviewer', name: '赵审', kind: 'official', agency: 'ecology', roles: ['reviewer'] },
  {
    id: 'health-publisher',
    name: '周康',
    kind: 'official',
    agency: 'health-commission',
    roles: ['publisher'],
  },
  { id: 'health-reviewer', name: '吴核', kind: 'official', agency: 'health-commission', roles: ['reviewer'] },
  // Art. 14, 46: the responsible provincial department decides objections.
  {
    id: 'department',
    name: '郑责',
    kind: 'official',
    agency: 'housing-construction',
    roles: ['responsible-department', 'reviewer'],
  },
  // Art. 5: the Bureau supervises.
  { id: 'supervisor', name: '孙督', kind: 'official', agency: 'bureau', roles: ['supervisor'] },
  { id: 'auditor', name: '钱查', kind: 'official', agency: 'bureau', roles: ['auditor'] },
];

export const findAccount = (id: string): DemoAccount | undefined =>
  demoAccounts.find((account) => account.id === id);
