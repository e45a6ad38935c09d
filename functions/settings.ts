/** The one table of settings, for one machine and for the cloud alike; the README's table is tested against it. */
import { isAddressRange } from './service/access-key/address.ts';

interface Setting {
  readonly fallback: string;
  readonly is: string;
  /** What a value must be, in words that follow "must be". */
  readonly must: string;
  readonly valid: (value: string) => boolean;
}

const anything = { must: 'text', valid: () => true };
const filled = { must: 'non-empty', valid: (value: string) => value.length > 0 };
const matching = (pattern: RegExp, must: string) => ({ must, valid: (value: string) => pattern.test(value) });
const oneOf = (...values: readonly string[]) => ({
  must: values.map((value) => `"${value}"`).join(' or '),
  valid: (value: string) => values.includes(value),
});

/** Addresses and CIDR ranges, by comma. */
export const rangesOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((range) => range.trim())
    .filter(Boolean);

export const settings = {
  PORT: {
    fallback: '4321',
    is: 'port the server listens on',
    must: 'a port between 1 and 65535',
    valid: (value: string) => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_535,
  },
  HOST: { fallback: '127.0.0.1', is: 'address the server listens on', ...filled },
  PORTAL_URL: {
    fallback: 'http://localhost:{PORT}',
    is: 'public base URL, without a slash at the end',
    ...matching(/^https?:\/\/[^\s/]+(?:\/[^\s]*[^/\s])?$/, 'a http(s) URL without a slash at the end'),
  },
  DATA_DIR: { fallback: '.data', is: 'directory of the embedded stores and of the built portal', ...filled },
  RENDERER_DIR: {
    fallback: '{DATA_DIR}/renderer',
    is: 'directory of the bundle that renders pages, made once for each version of the program; on the disk of DATA_DIR',
    ...filled,
  },
  DATASETS_DIR: {
    fallback: 'datasets',
    is: 'directory of agencies.json and of the datasets that npm start publishes; relative to the program',
    ...filled,
  },
  LOG: {
    fallback: '',
    is: 'what one machine tells of requests: json, text, or faults alone; npm run serve: json, npm start: faults',
    must: '"json", "text" or "faults"',
    valid: (value: string) => /^(?:json|text|faults)?$/.test(value),
  },
  STOP_SECONDS: {
    fallback: '60',
    is: 'how long npm run serve waits for answers under way when it is asked to stop',
    must: 'whole seconds, at most 3600',
    valid: (value: string) => /^\d{1,4}$/.test(value) && Number(value) <= 3600,
  },
  RECORDS: {
    fallback: 'sqlite',
    is: 'where records live: sqlite or dynamodb',
    ...oneOf('sqlite', 'dynamodb'),
  },
  BLOBS: { fallback: 'filesystem', is: 'where blobs live: filesystem or s3', ...oneOf('filesystem', 's3') },
  DYNAMODB_TABLE: {
    fallback: 'jilin-open-data',
    is: 'table name when RECORDS=dynamodb',
    ...matching(/^[a-zA-Z0-9_.-]{3,255}$/, 'a table name'),
  },
  S3_BUCKET: {
    fallback: 'jilin-open-data',
    is: 'bucket name when BLOBS=s3',
    ...matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'a bucket name'),
  },
  TRUSTED_PROXIES: {
    fallback: '',
    is: 'addresses and CIDR ranges of our own proxies, by comma: only they may say whose request it is',
    must: 'IP addresses and CIDR ranges',
    valid: (value: string) => rangesOf(value).every(isAddressRange),
  },
  OIDC_ISSUER: {
    fallback: '{PORTAL_URL}/oidc',
    is: 'issuer of access tokens; the default is the embedded one',
    ...matching(/^https?:\/\/\S+$/, 'a http(s) URL'),
  },
  OIDC_AUDIENCE: {
    fallback: '{PORTAL_URL}/api',
    is: 'audience that access tokens must name',
    ...filled,
  },
  OIDC_CLIENT_ID: { fallback: 'portal', is: 'client as which the portal signs people in', ...filled },
  OIDC_CLIENT_SECRET: { fallback: '', is: 'its secret; without one it is a public client', ...anything },
  OIDC_SCOPE: {
    fallback: 'openid profile email',
    is: 'scope asked for when people sign in',
    ...matching(/^(?:\S+ )*openid(?: \S+)*$/, 'words that include openid'),
  },
  OIDC_CLAIM_AGENCY: {
    fallback: 'agency',
    is: 'claim that names the agency of an account',
    ...filled,
  },
  OIDC_CLAIM_ROLES: { fallback: 'roles', is: 'claim that lists the roles of an account', ...filled },
  OIDC_CLAIM_ORGANISATIONS: {
    fallback: 'organisations',
    is: 'claim that lists the organisations an account may act for',
    ...filled,
  },
  OIDC_CLAIM_CREDIT_CODE: {
    fallback: 'creditCode',
    is: 'credit code, in each of these, or a claim of its own where an account is one organisation',
    ...filled,
  },
  OIDC_CLAIM_ORGANISATION_NAME: {
    fallback: 'organisationName',
    is: 'name beside the credit code',
    ...filled,
  },
  SMTP_URL: {
    fallback: '',
    is: 'smtp(s):// address of the mail server; without one mail is kept in the records and sent nowhere',
    ...matching(/^(?:smtps?:\/\/\S+)?$/, 'a smtp(s) URL'),
  },
  MAIL_FROM: {
    fallback: 'open-data@localhost',
    is: 'sender of e-mail',
    ...matching(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'an e-mail address'),
  },
  MAIL: {
    fallback: 'smtp',
    is: 'how mail leaves a function: smtp, or ses (set by sst.config.ts)',
    ...oneOf('smtp', 'ses'),
  },
  SES_CONFIGURATION_SET: {
    fallback: '',
    is: 'where SES tells of bounces (set by sst.config.ts)',
    ...anything,
  },
  S3_BUCKETS: {
    fallback: '',
    is: 'buckets by how keys begin, `files/=one snapshots/=other`, as sst.config.ts makes and sets them; without it S3_BUCKET has all',
    ...matching(/^(?:[a-z]+\/=\S+(?: [a-z]+\/=\S+)*)?$/, 'prefixes with their buckets'),
  },
  ORIGIN_SECRET_SHA256: {
    fallback: '',
    is: 'hash of the header without which a function answers nobody (set by sst.config.ts)',
    ...matching(/^(?:[0-9a-f]{64})?$/, 'SHA-256 in lower-case hex'),
  },
  OIDC_CLIENT_SECRET_PARAMETER: {
    fallback: '',
    is: 'name of the SSM parameter with the secret of the client (set by sst.config.ts)',
    ...anything,
  },
  RENDER_FUNCTION: {
    fallback: '',
    is: 'function that makes the pages of what changed (set by sst.config.ts)',
    ...anything,
  },
  TASK_CLUSTER: {
    fallback: '',
    is: 'ECS cluster in which large uploads are published (set by sst.config.ts, like the next four)',
    ...anything,
  },
  TASK_DEFINITION: { fallback: '', is: 'its task definition', ...anything },
  TASK_CONTAINER: { fallback: '', is: 'the container in it', ...anything },
  TASK_SUBNETS: { fallback: '', is: 'subnets it runs in, by comma', ...anything },
  TASK_SECURITY_GROUPS: { fallback: '', is: 'its security groups, by comma', ...anything },
  UPLOAD_ID: {
    fallback: '',
    is: 'the upload that a container publishes (set by the function that starts it)',
    ...matching(/^(?:upl_[0-9A-HJKMNP-TV-Z]{26})?$/, 'the id of an upload'),
  },
  UPLOAD_RUN: {
    fallback: '1',
    is: 'which of its jobs',
    ...matching(/^[1-9]\d{0,6}$/, 'a whole number'),
  },
  LOG_KEY: {
    fallback: '',
    is: 'private key that signs the public log, Ed25519 in PEM, one or several; without it LOG_KEY_FILE has it',
    ...anything,
  },
  LOG_KEY_FILE: {
    fallback: '{DATA_DIR}/log-key.pem',
    is: 'file with the private key of the public log; made when the log begins, readable by its owner only',
    ...filled,
  },
  LOG_KEY_PARAMETER: {
    fallback: '',
    is: 'name of the SSM parameter with the private key of the public log (set by sst.config.ts)',
    ...anything,
  },
  METRICS: {
    fallback: 'none',
    is: 'none, or emf: log lines that CloudWatch counts (embedded metric format)',
    ...oneOf('none', 'emf'),
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    fallback: '',
    is: 'address of an OpenTelemetry receiver (OTLP/HTTP) that traces go to, without `/v1/traces`; without one there are none',
    ...matching(/^(?:https?:\/\/\S+)?$/, 'a http(s) URL'),
  },
  SITE_SPONSOR: { fallback: '', is: '主办单位 in the footer; the place stays empty without it', ...anything },
  SITE_CODE: { fallback: '', is: '网站标识码 in the footer', ...anything },
  SITE_RECORD: { fallback: '', is: '备案号 in the footer', ...anything },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type Environment = Readonly<Record<string, string | undefined>>;

export type ReadSettings<Name extends SettingName> =
  | { readonly outcome: 'valid'; readonly values: Readonly<Record<Name, string>> }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

/** Reads settings from an environment; invalid ones are answered with every problem, values left out. */
export function readSettings<Name extends SettingName>(
  environment: Environment,
  names: readonly Name[],
): ReadSettings<Name> {
  const values: Record<string, string> = {};
  for (const [name, { fallback }] of Object.entries(settings))
    values[name] = (environment[name] || fallback).replace(
      /\{([A-Z_]+)\}/g,
      (_, other) => values[other] ?? '',
    );
  const problems = names
    .filter((name) => !settings[name].valid(values[name] ?? ''))
    .map((name) => `${name} must be ${settings[name].must}`);
  if (problems.length > 0) return { outcome: 'invalid', problems };
  return { outcome: 'valid', values: values as Record<Name, string> };
}
