/** What differs between the stages, and what each function is given. */
export const expectedOfStage = {
  dev: {
    removal: 'remove',
    protect: false,
    keepsData: false,
    logDays: 30,
    lock: { mode: 'GOVERNANCE', days: 1 },
  },
  staging: {
    removal: 'remove',
    protect: false,
    keepsData: false,
    logDays: 90,
    lock: { mode: 'GOVERNANCE', days: 1 },
  },
  production: {
    removal: 'retain',
    protect: true,
    keepsData: true,
    logDays: 365,
    lock: { mode: 'COMPLIANCE', days: 3650 },
  },
} as const;

export type StageName = keyof typeof expectedOfStage;

const common = ['BLOBS', 'DYNAMODB_TABLE', 'METRICS', 'PORTAL_URL', 'RECORDS', 'S3_BUCKETS', 'STAGE'];
/** SST's own: the application's name, and the key of a file that holds nothing but that name, since nothing is linked. */
const ofSst = ['SST_KEY', 'SST_KEY_FILE', 'SST_RESOURCE_App'];
const http = [...common, ...ofSst, 'ORIGIN_SECRET_SHA256'];
const oidc = ['OIDC_AUDIENCE', 'OIDC_CLIENT_ID', 'OIDC_ISSUER'];
const task = ['TASK_CLUSTER', 'TASK_CONTAINER', 'TASK_DEFINITION', 'TASK_SECURITY_GROUPS', 'TASK_SUBNETS'];

/** Seconds, MB of memory, MB of disk, the prefixes of blobs it is told of, and the names in its environment. */
export const expectedOfFunction: Readonly<
  Record<
    string,
    { timeout: number; memory: number; disk: number; prefixes: string; environment: readonly string[] }
  >
> = {
  Public: {
    timeout: 20,
    memory: 512,
    disk: 512,
    prefixes: 'portal snapshots editions log',
    environment: http,
  },
  Query: {
    timeout: 60,
    memory: 1769,
    disk: 4096,
    prefixes: 'files snapshots archive',
    environment: http,
  },
  Workflow: {
    timeout: 20,
    memory: 1024,
    disk: 512,
    prefixes: 'files snapshots attachments documents',
    environment: [...http, ...oidc, 'OIDC_CLIENT_SECRET_PARAMETER'],
  },
  Oversight: {
    timeout: 20,
    memory: 1024,
    disk: 512,
    prefixes: 'files snapshots attachments',
    environment: [...http, ...oidc],
  },
  Publication: {
    timeout: 900,
    memory: 3008,
    disk: 10240,
    prefixes: 'archive files snapshots uploads',
    environment: [...http, ...oidc, ...task, 'RENDER_FUNCTION'],
  },
  Render: {
    timeout: 900,
    memory: 1769,
    disk: 2048,
    prefixes: 'portal snapshots editions',
    environment: [...common, ...ofSst, 'SITE_CODE', 'SITE_RECORD', 'SITE_SPONSOR'],
  },
  Schedule: {
    timeout: 300,
    memory: 512,
    disk: 512,
    prefixes: 'files snapshots log heads attachments access',
    environment: [...common, ...ofSst, 'LOG_KEY_PARAMETER', 'MAIL', 'MAIL_FROM', 'SES_CONFIGURATION_SET'],
  },
};
