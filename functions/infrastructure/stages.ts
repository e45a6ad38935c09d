/** What differs between the stages; everything else is the same, so that what was tried is what is run. */
export interface Stage {
  /** What `sst remove` leaves standing. */
  readonly removal: 'remove' | 'retain';
  /** Whether `sst remove` is refused. */
  readonly protect: boolean;
  /** Whether data survives the removal of what holds it: deletion protection, retained buckets, table and key. */
  readonly keepsData: boolean;
  /** Retention of the functions' logs. */
  readonly logs: '1 month' | '3 months' | '1 year';
  /** How long nobody can delete an entry of the signed log; in `COMPLIANCE` mode not even the account's owner. */
  readonly lock: { readonly mode: 'GOVERNANCE' | 'COMPLIANCE'; readonly days: number };
  /** Requests of one address in five minutes before it is blocked (AWS WAF). */
  readonly rateLimit: number;
  /**
   * Most instances at a time of each function that answers requests: a bound on cost, and on what one takes from
   * the others. Taken from the account's limit (1,000 unless AWS raised it, of which 100 stay unreserved).
   */
  readonly concurrency?: number;
}

export const stages: Readonly<Record<string, Stage>> = {
  dev: {
    removal: 'remove',
    protect: false,
    keepsData: false,
    logs: '1 month',
    lock: { mode: 'GOVERNANCE', days: 1 },
    rateLimit: 2_000,
  },
  staging: {
    removal: 'remove',
    protect: false,
    keepsData: false,
    logs: '3 months',
    lock: { mode: 'GOVERNANCE', days: 1 },
    rateLimit: 2_000,
    concurrency: 50,
  },
  production: {
    removal: 'retain',
    protect: true,
    keepsData: true,
    logs: '1 year', // the Cybersecurity Law asks for no less than six months
    lock: { mode: 'COMPLIANCE', days: 3_650 },
    rateLimit: 2_000,
    concurrency: 150,
  },
};

/** Throws for a stage that is not in the table: a mistyped `production` must not become another platform. */
export function stageOf(name: string): Stage {
  const stage = stages[name];
  if (!stage) throw new Error(`the stage "${name}" is none of ${Object.keys(stages).join(', ')}`);
  return stage;
}
