import type { ClaimNames } from '../service/identity-claims.ts';
import type { Config } from './config.ts';

/** Under which names the configured provider tells of an account. */
export const claimNames = (
  config: Pick<Config, Extract<keyof Config, `OIDC_CLAIM_${string}`>>,
): ClaimNames => ({
  agency: config.OIDC_CLAIM_AGENCY,
  roles: config.OIDC_CLAIM_ROLES,
  organisations: config.OIDC_CLAIM_ORGANISATIONS,
  creditCode: config.OIDC_CLAIM_CREDIT_CODE,
  organisationName: config.OIDC_CLAIM_ORGANISATION_NAME,
});
