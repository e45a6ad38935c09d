/** `npm run -s token -- ACCOUNT`: prints an access token of a demo account of the platform on this machine. */
import { readConfig } from './config.ts';
import { demoAccounts, findAccount } from './demo-accounts.ts';
import { signDemoToken } from './demo-token.ts';
import { assertLocal, NotLocal } from './local-mode.ts';
import { openOidcKeys } from './oidc-keys.ts';
import { outageLine } from './outage.ts';

const usage = [
  'Usage: npm run -s token -- ACCOUNT',
  ...demoAccounts.map(({ id, name, agency, roles, organisations = [] }) =>
    `  ${id.padEnd(18)} ${name}  ${[agency, ...roles, ...organisations.map((each) => each.creditCode)].filter(Boolean).join(' ')}`.trimEnd(),
  ),
];

/** The exit code: 0 printed, 1 refused or impossible, 2 wrong usage or settings. */
async function main(): Promise<number> {
  const account = findAccount(process.argv[2] ?? '');
  const read = readConfig(process.env);
  if (!account || read.outcome === 'invalid') {
    for (const line of read.outcome === 'invalid' ? read.problems : usage) console.error(line);
    return 2;
  }
  const { config } = read;
  try {
    assertLocal(config);
    console.log(await signDemoToken(config, await openOidcKeys(config.DATA_DIR), account, new Date()));
    return 0;
  } catch (error) {
    console.error(error instanceof NotLocal ? error.message : (outageLine(error, config.DATA_DIR) ?? error));
    return 1;
  }
}

process.exitCode = await main();
