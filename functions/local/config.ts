/** The configuration of a platform on one machine: read once, every problem told at once. */
import { join, resolve } from 'node:path';
import { type } from 'arktype';
import { isAddressRange } from '../service/access-key/address.ts';
import { proxyRanges } from './remote-address.ts';

/** The one table of settings; the README's table is tested against it. */
export const settings = {
  PORT: { fallback: '4321', is: 'port the server listens on' },
  HOST: { fallback: '127.0.0.1', is: 'address the server listens on' },
  PORTAL_URL: { fallback: 'http://localhost:{PORT}', is: 'public base URL, without a slash at the end' },
  DATA_DIR: { fallback: '.data', is: 'directory of the embedded stores and of the built portal' },
  DATASETS_DIR: {
    fallback: 'datasets',
    is: 'directory of the agencies and of the datasets that npm start publishes; relative to the program',
  },
  RECORDS: { fallback: 'sqlite', is: 'where records live: sqlite or dynamodb' },
  BLOBS: { fallback: 'filesystem', is: 'where blobs live: filesystem or s3' },
  DYNAMODB_TABLE: { fallback: 'jilin-open-data', is: 'table name when RECORDS=dynamodb' },
  S3_BUCKET: { fallback: 'jilin-open-data', is: 'bucket name when BLOBS=s3' },
  TRUSTED_PROXIES: {
    fallback: '',
    is: 'addresses and CIDR ranges of our own proxies, by comma: only they may say whose request it is',
  },
  OIDC_ISSUER: {
    fallback: '{PORTAL_URL}/oidc',
    is: 'issuer of access tokens; the default is the embedded one',
  },
  OIDC_AUDIENCE: { fallback: '{PORTAL_URL}/api', is: 'audience that access tokens must name' },
  OIDC_CLIENT_ID: { fallback: 'portal', is: 'client as which the portal signs people in' },
  OIDC_CLIENT_SECRET: { fallback: '', is: 'its secret; without one it is a public client' },
  OIDC_SCOPE: { fallback: 'openid profile', is: 'scope asked for when people sign in' },
  OIDC_CLAIM_AGENCY: { fallback: 'agency', is: 'claim that names the agency of an account' },
  OIDC_CLAIM_ROLES: { fallback: 'roles', is: 'claim that lists the roles of an account' },
  OIDC_CLAIM_ORGANISATIONS: {
    fallback: 'organisations',
    is: 'claim that lists the organisations an account may act for',
  },
  OIDC_CLAIM_CREDIT_CODE: {
    fallback: 'creditCode',
    is: 'credit code, in each of these, or a claim of its own where an account is one organisation',
  },
  OIDC_CLAIM_ORGANISATION_NAME: { fallback: 'organisationName', is: 'name beside the credit code' },
  SMTP_URL: {
    fallback: '',
    is: 'smtp(s):// address of the mail server; without one mail is kept in the records and sent nowhere',
  },
  MAIL_FROM: { fallback: 'open-data@localhost', is: 'sender of e-mail' },
  SITE_SPONSOR: { fallback: '', is: '主办单位 in the footer; the place stays empty without it' },
  SITE_CODE: { fallback: '', is: '网站标识码 in the footer' },
  SITE_RECORD: { fallback: '', is: '备案号 in the footer' },
} as const satisfies Record<string, { fallback: string; is: string }>;

const program = join(import.meta.dirname, '../..');

const addressRanges = type('string').narrow(
  (text, ctx) => proxyRanges(text).every(isAddressRange) || ctx.mustBe('IP addresses and CIDR ranges'),
);

const schema = type({
  PORT: 'string.integer.parse',
  HOST: 'string > 0',
  PORTAL_URL: /^https?:\/\/[^\s/]+(?:\/[^\s]*[^/\s])?$/,
  DATA_DIR: 'string > 0',
  DATASETS_DIR: 'string > 0',
  RECORDS: "'sqlite' | 'dynamodb'",
  BLOBS: "'filesystem' | 's3'",
  DYNAMODB_TABLE: /^[a-zA-Z0-9_.-]{3,255}$/,
  S3_BUCKET: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  TRUSTED_PROXIES: addressRanges,
  OIDC_ISSUER: /^https?:\/\/\S+$/,
  OIDC_AUDIENCE: 'string > 0',
  OIDC_CLIENT_ID: 'string > 0',
  OIDC_CLIENT_SECRET: 'string',
  OIDC_SCOPE: /^(?:\S+ )*openid(?: \S+)*$/,
  OIDC_CLAIM_AGENCY: 'string > 0',
  OIDC_CLAIM_ROLES: 'string > 0',
  OIDC_CLAIM_ORGANISATIONS: 'string > 0',
  OIDC_CLAIM_CREDIT_CODE: 'string > 0',
  OIDC_CLAIM_ORGANISATION_NAME: 'string > 0',
  SMTP_URL: /^(?:smtps?:\/\/\S+)?$/,
  MAIL_FROM: /^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/,
  SITE_SPONSOR: 'string',
  SITE_CODE: 'string',
  SITE_RECORD: 'string',
}).narrow(({ PORT }, ctx) => (PORT >= 1 && PORT <= 65535) || ctx.mustBe('a port between 1 and 65535'));

export type Config = typeof schema.infer & {
  /** The embedded OpenID provider and its demo accounts are allowed only when the issuer is the platform itself. */
  readonly embeddedIssuer: boolean;
};

/** Reads the settings from an environment; an invalid one is answered with every problem, values left out. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
): { outcome: 'valid'; config: Config } | { outcome: 'invalid'; problems: readonly string[] } {
  const values: Record<string, string> = {};
  for (const [name, { fallback }] of Object.entries(settings))
    values[name] = (environment[name] || fallback).replace(
      /\{([A-Z_]+)\}/g,
      (_, other) => values[other] ?? '',
    );
  const config = schema(values);
  if (config instanceof type.errors) {
    const problems = [...config].map(
      (error) => `${String(error.path[0] ?? 'PORT')} must be ${error.expected}`,
    );
    return { outcome: 'invalid', problems };
  }
  const embeddedIssuer = config.OIDC_ISSUER === `${config.PORTAL_URL}/oidc`;
  const directories = {
    DATA_DIR: resolve(config.DATA_DIR),
    DATASETS_DIR: resolve(program, config.DATASETS_DIR),
  };
  return { outcome: 'valid', config: { ...config, ...directories, embeddedIssuer } };
}
