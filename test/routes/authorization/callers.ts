/** Everybody who asks: nobody, wrong tokens, keys, and each demo account by token and by session. */
import { demoAccounts } from '../../../functions/local/demo-accounts.ts';
import type { Authorization } from './platform.ts';

export interface Caller {
  /** Of the column. */
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of a demo account's session, to be used instead. */
  readonly session?: Readonly<Record<string, string>>;
}

/** How the columns are called; the demo accounts each have one. */
export const columns: Readonly<Record<string, string>> = {
  nobody: 'nobody',
  token: 'garbage as a token',
  'key-A': 'the key of active-A',
  'key-B': 'the key of active-B',
  person: 'person',
  'ent-A': 'enterprise-a',
  'ent-B': 'enterprise-b',
  agent: 'agent',
  'm-pub': 'market-publisher',
  'm-rev': 'market-reviewer',
  'e-pub': 'ecology-publisher',
  'e-rev': 'ecology-reviewer',
  dept: 'department',
  super: 'supervisor',
  audit: 'auditor',
};

export const accountOf = (column: string): string | undefined =>
  demoAccounts.find(({ id }) => id === columns[column])?.id;

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

export async function callersOf(platform: Authorization): Promise<readonly Caller[]> {
  const { keys } = platform.state;
  return Promise.all(
    Object.keys(columns).map(async (name): Promise<Caller> => {
      const account = accountOf(name);
      if (account !== undefined) {
        const headers = bearer(await platform.token(account));
        return { name, headers, session: await platform.session(account) };
      }
      if (name === 'token') return { name, headers: bearer('eyJhbGciOiJub25lIn0.e30.') };
      const key = { 'key-A': keys.a, 'key-B': keys.b }[name];
      return { name, headers: key === undefined ? {} : bearer(key) };
    }),
  );
}
