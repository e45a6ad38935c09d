/** What `npm run serve` demands of the configuration beyond what every command does: nothing of local mode may be left. */
import type { Agency } from '../domain/agency.ts';
import type { Environment, SettingName } from '../settings.ts';
import { type ReadConfig, readConfig } from './config.ts';
import { Unusable } from './outage.ts';

interface Demand {
  /** In words that follow "must be". */
  readonly must: string;
  readonly met: (value: string, environment: Environment) => boolean;
}

/** Asked of what is set, not of defaults. */
const demands = {
  PORTAL_URL: {
    must: 'set to the public https:// address',
    met: (value) => value.startsWith('https://'),
  },
  OIDC_ISSUER: {
    must: 'set to your OpenID provider (https): the embedded one has accounts without passwords',
    met: (value, { PORTAL_URL }) => value.startsWith('https://') && value !== `${PORTAL_URL}/oidc`,
  },
  TRUSTED_PROXIES: {
    must: 'set to the addresses of the reverse proxy, such as 127.0.0.1: without it all requests seem to come from there',
    met: (value) => value !== '',
  },
  DATASETS_DIR: {
    must: 'set to a directory with your agencies.json: the agencies that are shipped have demonstration values',
    met: (value) => value !== '',
  },
  MAIL_FROM: {
    must: 'set to a sender of yours when SMTP_URL is set',
    met: (value, { SMTP_URL = '' }) => value !== '' || SMTP_URL === '',
  },
} as const satisfies Partial<Record<SettingName, Demand>>;

/** As `readConfig`, for production. Every problem at once, each setting once. */
export function readProductionConfig(environment: Environment): ReadConfig {
  const read = readConfig(environment);
  const told = read.outcome === 'invalid' ? read.problems : [];
  const more = Object.entries<Demand>(demands)
    .filter(([name]) => !told.some((problem) => problem.startsWith(`${name} `)))
    .filter(([name, { met }]) => !met(environment[name] ?? '', environment))
    .map(([name, { must }]) => `${name} must be ${must}`);
  return more.length === 0 ? read : { outcome: 'invalid', problems: [...told, ...more] };
}

/** Throws `Unusable` when agencies have the credit codes that are made up for demonstration. */
export function refuseDemoAgencies(agencies: readonly Agency[]): void {
  const demo = agencies.filter(({ creditCode }) => creditCode.includes('DEM0')).map(({ id }) => id);
  if (demo.length > 0)
    throw new Unusable(
      `agencies.json in DATASETS_DIR has demonstration values: give these their own credit codes and contacts: ${demo.join(', ')}`,
    );
}
