/** The whole platform of a stage. Order matters where one part has to know another. */
import { createHash } from 'node:crypto';
import { makeAccessLog } from './access-log.ts';
import { makeAlarms, makeAlarmTopic } from './alarms.ts';
import { makeBuckets, type Prefix } from './buckets.ts';
import { bucketsOf, type FunctionsIn, functionName, makeFunction } from './functions.ts';
import { arnOf, here } from './here.ts';
import { makeKey } from './key.ts';
import { makeLargePublication, startTask, taskEnvironment } from './large-publication.ts';
import { type Mail, makeMail, sendMail } from './mail.ts';
import type { Statement } from './permissions.ts';
import { makeRouter } from './router.ts';
import { makeSchedules } from './schedules.ts';
import { readSettings, type Settings } from './settings.ts';
import { stageOf } from './stages.ts';
import { makeTable } from './table.ts';

export function makePlatform(name: string, environment: Readonly<Record<string, string | undefined>>) {
  const stage = stageOf(name);
  const settings = readSettings(environment);
  const key = makeKey(stage);
  const buckets = makeBuckets(stage, key);
  const table = makeTable(stage);
  const topic = makeAlarmTopic(settings, key);
  const mail = makeMail(settings, topic);
  const originSecret = new random.RandomPassword('OriginSecret', { length: 48, special: false }).result;
  const given: FunctionsIn = { stage, buckets, table, key, environment: shared(settings, table) };
  const routed = makeRouted(given, settings, originSecret);
  const router = makeRouter({ stage, settings, buckets, functions: routed, originSecret });
  makeAccessLog(buckets, router);
  const { schedule, render } = makeUnrouted(given, settings, mail);
  const { missed } = makeSchedules({ schedule, render, publication: routed.publication });
  makeAlarms({ functions: { ...routed, schedule, render }, table, router, missed, topic });
  return { portal: router.url, table: table.name, buckets: bucketsOf(keptBlobs, buckets) };
}

/** For commands on another machine (S3_BUCKETS): pages are made anew, and uploads pass. */
const keptBlobs: readonly Prefix[] = [
  'archive/',
  'attachments/',
  'documents/',
  'files/',
  'heads/',
  'log/',
  'snapshots/',
];

/** The settings every function reads; none is a secret. */
const shared = (settings: Settings, table: sst.aws.Dynamo) => ({
  STAGE: $app.stage,
  METRICS: 'emf',
  ...(settings.OTEL_EXPORTER_OTLP_ENDPOINT && {
    OTEL_EXPORTER_OTLP_ENDPOINT: settings.OTEL_EXPORTER_OTLP_ENDPOINT,
  }),
  PORTAL_URL: `https://${settings.PORTAL_DOMAIN}`,
  RECORDS: 'dynamodb',
  DYNAMODB_TABLE: table.name,
  BLOBS: 's3',
});

/** The functions that CloudFront asks. Of the secret it sends them they know the hash, which opens nothing. */
function makeRouted(given: FunctionsIn, settings: Settings, originSecret: $util.Output<string>) {
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  const http = { ORIGIN_SECRET_SHA256: $util.unsecret(originSecret.apply(sha256)) };
  const oidc = {
    OIDC_ISSUER: settings.OIDC_ISSUER,
    OIDC_AUDIENCE: settings.OIDC_AUDIENCE || `https://${settings.PORTAL_DOMAIN}/api`,
    OIDC_CLIENT_ID: settings.OIDC_CLIENT_ID,
  };
  const clientSecret = makeSecret(given, 'OidcClientSecret', 'oidc-client-secret');
  const rendering = {
    environment: { RENDER_FUNCTION: functionName('render') },
    permissions: [invokeRender()],
  };
  const large = makeLargePublication(given, rendering);
  return {
    public: makeFunction('public', given, { environment: http }),
    query: makeFunction('query', given, { environment: http }),
    workflow: makeFunction('workflow', given, {
      environment: { ...http, ...oidc, OIDC_CLIENT_SECRET_PARAMETER: clientSecret.name },
      permissions: [{ actions: ['ssm:GetParameter'], resources: [clientSecret.arn] }],
    }),
    oversight: makeFunction('oversight', given, { environment: { ...http, ...oidc } }),
    publication: makeFunction('publication', given, {
      environment: { ...http, ...oidc, ...taskEnvironment(large), ...rendering.environment },
      permissions: [...startTask(large), ...rendering.permissions],
    }),
  };
}

/** Kept encrypted and read when it is needed: an environment can be read by whoever may look at a function. */
function makeSecret({ key }: FunctionsIn, component: string, parameter: string) {
  const { value } = new sst.Secret(component);
  const name = `/${$app.name}/${$app.stage}/${parameter}`;
  return new aws.ssm.Parameter(`${component}Parameter`, {
    name,
    type: 'SecureString',
    keyId: key.arn,
    value,
  });
}

const invokeRender = (): Statement => ({
  actions: ['lambda:InvokeFunction'],
  resources: [arnOf('lambda', here().region, `function:${functionName('render')}`)],
});

/** The functions that events start. CloudFront asks for pages anew each time, so none has to be told of a change. */
function makeUnrouted(given: FunctionsIn, settings: Settings, mail: Mail) {
  const { SITE_SPONSOR, SITE_CODE, SITE_RECORD } = settings;
  const logKey = makeSecret(given, 'LogKey', 'log-key');
  return {
    render: makeFunction('render', given, { environment: { SITE_SPONSOR, SITE_CODE, SITE_RECORD } }),
    schedule: makeFunction('schedule', given, {
      environment: {
        MAIL: 'ses',
        MAIL_FROM: mail.from,
        SES_CONFIGURATION_SET: mail.email.configSet,
        LOG_KEY_PARAMETER: logKey.name,
      },
      permissions: [...sendMail(mail), { actions: ['ssm:GetParameter'], resources: [logKey.arn] }],
    }),
  };
}
